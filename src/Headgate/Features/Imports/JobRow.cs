using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>A job as the store keeps it.</summary>
public sealed class JobRow
{
    /// <summary>While chunks are still to come.</summary>
    public const string Running = "running";

    /// <summary>After the last chunk.</summary>
    public const string Finished = "finished";

    private const string Select =
        "SELECT id, version, kind, status, position, created, updated, unchanged, refused, report, updated_at FROM jobs WHERE tenant = @tenant";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Kind { get; init; } = "";
    public string Status { get; init; } = "";
    public long Position { get; init; }
    public long Created { get; init; }
    public long Updated { get; init; }
    public long Unchanged { get; init; }
    public long Refused { get; init; }
    public string? Report { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The job that an argument names.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<JobRow> Need(Reader reader, string id) =>
        await reader.First<JobRow>($"{Select} AND id = @id", ("id", id)) ?? throw new RefusedException(Refusal.NotFound("job", id));

    /// <summary>The job that brought in, or brings in, the same content by the same mapping.</summary>
    public static ValueTask<JobRow?> Same(Reader reader, string kind, string fingerprint) =>
        reader.First<JobRow>($"{Select} AND kind = @kind AND fingerprint = @fingerprint", ("kind", kind), ("fingerprint", fingerprint));

    /// <summary>Only who owns the rules brings data in: an import sets stages, owners and statuses as they were elsewhere.</summary>
    public static void NeedRole(Call call)
    {
        if (!call.By.IsPerson || call.By.Role is not (Role.Admin or Role.RevOps))
            throw new RefusedException(
                new("imports.role", "Only an administrator or RevOps imports.", "Ask one of them to run the import.")
            );
    }
}

using Headgate.Gate;
using Headgate.Policies;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>A policy as the store keeps it.</summary>
public sealed class PolicyRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Mode { get; init; } = "";
    public string Effect { get; init; } = "";
    public long Revision { get; init; }
    public string Hash { get; init; } = "";
    public string Body { get; init; } = "";
    public long UpdatedAt { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>The rule.</summary>
    public PolicyRule Rule => PolicyRule.Read(Body);

    /// <summary>All of the organisation, by name.</summary>
    public static ValueTask<List<PolicyRow>> All(Reader reader) =>
        reader.All<PolicyRow>("SELECT p.* FROM policies p WHERE p.tenant = @tenant ORDER BY p.name");

    /// <summary>The one of that name or id.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<PolicyRow> Need(Reader reader, string field, string given)
    {
        var all = await All(reader);
        return all.Find(p => p.Name == given || p.Id == given)
            ?? throw new RefusedException(
                Refusal.NotFound(field, given) with
                {
                    Candidates = Text.Nearest(given, all.Select(p => p.Name)) is { Count: > 0 } near ? near : null,
                }
            );
    }
}

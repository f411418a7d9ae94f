using Headgate.Gate;
using Headgate.Gate.Matching;

namespace Headgate.Store;

/// <summary>What fuzzy dedupe needs to know, from the database.</summary>
public sealed class SqlDedupeFacts(Database database) : DedupeFacts
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Candidate>> Alike(string tenant, string kind, Profile profile, CancellationToken cancel)
    {
        await using var view = await database.Read(tenant, cancel);
        return await MatchKeys.Find(view.Session, tenant, kind, profile);
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyDictionary<string, string?>?> FieldsOf(
        string tenant,
        RecordKind kind,
        string id,
        CancellationToken cancel
    )
    {
        await using var view = await database.Read(tenant, cancel);
        return await MatchKeys.FieldsOf(view.Session, tenant, kind.Name, id);
    }
}

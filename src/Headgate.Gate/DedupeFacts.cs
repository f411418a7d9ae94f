using Headgate.Gate.Matching;

namespace Headgate.Gate;

/// <summary>A record that could be the same as another: it has a key in common.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Profile">What identifies it.</param>
public sealed record Candidate(string Id, Profile Profile);

/// <summary>What fuzzy dedupe needs to know of the records there are. Without a store there are none.</summary>
public class DedupeFacts
{
    /// <summary>The records that have a key in common with a profile; a key that very many have is passed over.</summary>
    public virtual ValueTask<IReadOnlyList<Candidate>> Alike(string tenant, string kind, Profile profile, CancellationToken cancel) =>
        new([]);

    /// <summary>The identifying fields of a record as they stand; nothing when there is none.</summary>
    public virtual ValueTask<IReadOnlyDictionary<string, string?>?> FieldsOf(
        string tenant,
        RecordKind kind,
        string id,
        CancellationToken cancel
    ) => new((IReadOnlyDictionary<string, string?>?)null);
}

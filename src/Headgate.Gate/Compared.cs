using Headgate.Gate.Matching;

namespace Headgate.Gate;

/// <summary>An input that says what happens when the record exists already.</summary>
public interface IMayExist
{
    /// <summary><c>refuse</c> (also when nothing is said), <c>update</c> or <c>allow</c>.</summary>
    string? OnDuplicate { get; }
}

/// <summary>An answer that names similar records.</summary>
public interface INamesSimilar
{
    /// <summary>Records that are perhaps the same.</summary>
    IReadOnlyList<SimilarRecord>? Similar { get; set; }
}

/// <summary>A record that is perhaps the same.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Score">How likely, 0 to 0.99.</param>
/// <param name="Why">In words.</param>
public sealed record SimilarRecord(string Id, double Score, string Why);

/// <summary>
/// A record of a plan that was compared with those there are. The commit compares it again with whoever came since, so that two that are alike never pass
/// each other.
/// </summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Its id.</param>
/// <param name="Now">What identifies it after the plan.</param>
/// <param name="Was">What identified it before; nothing for a new record.</param>
public sealed record Compared(string Kind, string Id, Profile Now, Profile? Was)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The records that it is newly alike, the likest first.</summary>
    public IReadOnlyList<(string Id, Match Match)> With(IEnumerable<Candidate> candidates) =>
        [
            .. candidates
                .Where(c => c.Id != Id)
                .Select(c => (c.Id, Match: Now.Against(c.Profile), c.Profile))
                // What was alike before is nobody's doing now.
                .Where(c => c.Match.Grade > (Was?.Against(c.Profile).Grade ?? Grade.Different))
                .OrderByDescending(c => c.Match.Grade)
                .ThenByDescending(c => c.Match.Bits)
                .ThenBy(c => c.Id, StringComparer.Ordinal)
                .Select(c => (c.Id, c.Match)),
        ];

    /// <summary>Remembers that the guard has judged it against a record.</summary>
    public void Knows(string id) => _known.Add(id);

    /// <summary>Whether anybody among these is alike whom the guard has not judged.</summary>
    public bool IsNewTo(IEnumerable<Candidate> candidates) => With(candidates).Any(m => !_known.Contains(m.Id));
}

namespace Headgate.Gate;

/// <summary>
/// A person whose data is destroyed for good: their keys first, so that nothing sealed under them can be read again, then what is plain. Proofs of the audit
/// stay valid, since its leaves hold no more than ids and commitments.
/// </summary>
/// <param name="Kind">The kind of record that the person is.</param>
/// <param name="Subjects">Its ids: the person, and all records that were merged into it or it into.</param>
/// <param name="Deleted">Kinds of records that go with the person, by their subject's field.</param>
/// <param name="Emptied">Kinds of records that stay without the person: reports count them.</param>
public sealed record Erasure(
    RecordKind Kind,
    IReadOnlyList<string> Subjects,
    IReadOnlyList<RecordKind> Deleted,
    IReadOnlyList<Emptied> Emptied
);

/// <summary>Records that stay without a person.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="By">The field that names the person.</param>
/// <param name="Values">What becomes of their fields.</param>
public sealed record Emptied(RecordKind Kind, string By, IReadOnlyList<(string Field, string? Value)> Values);

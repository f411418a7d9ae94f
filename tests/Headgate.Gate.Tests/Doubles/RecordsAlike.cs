using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Doubles;

/// <summary>The records that fuzzy dedupe finds, as a test has them; a record is told as <c>field=value;field=value</c>.</summary>
public sealed class RecordsAlike : DedupeFacts
{
    private readonly Dictionary<string, (string Kind, Dictionary<string, string?> Fields)> _records = new(StringComparer.Ordinal);

    /// <summary>How often it was asked for candidates.</summary>
    public int Asked { get; private set; }

    /// <summary>There is a record.</summary>
    public void Add(string kind, string id, string fields) => _records[id] = (kind, Profiles.Fields(fields));

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<Candidate>> Alike(string tenant, string kind, Profile profile, CancellationToken cancel)
    {
        Asked++;
        return new([
            .. _records
                .Where(r => r.Value.Kind == kind)
                .Select(r => new Candidate(r.Key, Profile.Of(kind, r.Value.Fields.GetValueOrDefault)!)),
        ]);
    }

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyDictionary<string, string?>?> FieldsOf(
        string tenant,
        RecordKind kind,
        string id,
        CancellationToken cancel
    ) => new(_records.TryGetValue(id, out var record) ? record.Fields : null);
}

using System.Text.Json.Serialization;
using Headgate.Features.Imports;

namespace Headgate.Doors.Cli.Imports;

/// <summary>What an import came to, over all its files.</summary>
internal sealed record Outturn
{
    public long Created { get; set; }
    public long Updated { get; set; }
    public long Unchanged { get; set; }
    public long Refused { get; set; }

    /// <summary>Accounts that were put under their parents, once all of them were there.</summary>
    public long Linked { get; set; }
    public List<ReasonOfFile> Reasons { get; } = [];
    public List<FileTaken> Files { get; } = [];

    /// <summary>A preview's rows, up to a bound.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<RowSeen>? Rows { get; set; }

    /// <summary>Adds a file's counts.</summary>
    public void Add(Sheet sheet, string state, long created, long updated, long unchanged, long refused, IEnumerable<Reason> reasons)
    {
        if (sheet.Kind == Intakes.Parents)
        {
            Linked += updated;
            // Its rows were counted when they were taken in; here only what they say about parents is new.
            Reasons.AddRange(reasons.Where(r => r.Field is "parent" or "parent_external").Select(r => new ReasonOfFile(sheet.Name, r)));
            return;
        }
        Created += created;
        Updated += updated;
        Unchanged += unchanged;
        Refused += refused;
        Files.Add(new(sheet.Name, sheet.Kind, sheet.Shape.System, state, created, updated, unchanged, refused));
        Reasons.AddRange(reasons.Select(r => new ReasonOfFile(sheet.Name, r)));
    }
}

/// <summary>A reason with its file.</summary>
internal sealed record ReasonOfFile(
    string File,
    string Code,
    bool Refused,
    string Why,
    string? Field,
    string? Value,
    long Count,
    IReadOnlyList<long> Rows
)
{
    public ReasonOfFile(string file, Reason reason)
        : this(file, reason.Code, reason.Refused, reason.Why, reason.Field, reason.Value, reason.Count, reason.Rows) { }
}

/// <summary>One file: <c>imported</c>, <c>resumed</c>, <c>known</c> when the same was imported before, <c>previewed</c>.</summary>
internal sealed record FileTaken(
    string File,
    string Kind,
    string Shape,
    string State,
    long Created,
    long Updated,
    long Unchanged,
    long Refused
);

/// <summary>A row of a preview.</summary>
internal sealed record RowSeen(string File, long Row, string Would, IReadOnlyList<Remark>? Remarks);

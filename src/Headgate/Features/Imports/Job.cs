using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Imports;

/// <summary>Work in chunks: the cursor moves in each chunk's commit.</summary>
public static class Job
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "job",
        "job",
        "jobs",
        [
            new("kind", Internal),
            new("fingerprint", Internal),
            new("status", Internal),
            new("position", Internal, Whole),
            new("created", Internal, Whole),
            new("updated", Internal, Whole),
            new("unchanged", Internal, Whole),
            new("refused", Internal, Whole),
            new("report", Internal, Json),
            .. Columns.Clocks,
        ]
    );
}

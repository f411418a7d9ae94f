using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Pipelines;

/// <summary>An ordered way from first talk to won or lost.</summary>
public static class Pipeline
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "pipeline",
        "pip",
        "pipelines",
        [new("name", Internal), new("kind", Internal), new("ordinal", Internal, Whole), .. Columns.Clocks]
    );
}

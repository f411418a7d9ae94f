using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Pipelines;

/// <summary>A step of a pipeline: open, won or lost.</summary>
public static class Stage
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "stage",
        "stg",
        "stages",
        [
            new("pipeline_id", Internal),
            new("name", Internal),
            new("ordinal", Internal, Whole),
            new("kind", Internal),
            new("probability", Internal, Whole),
            .. Columns.Clocks,
        ]
    );
}

using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Lists;

/// <summary>A list that policies ask, such as the domains of competitors.</summary>
public static class NamedList
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "list",
        "lst",
        "lists",
        [new("name", Internal), new("entries", Internal, Json), .. Columns.Clocks]
    );
}

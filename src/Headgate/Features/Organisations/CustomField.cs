using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Organisations;

/// <summary>A field that the organisation adds to a noun.</summary>
public static class CustomField
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "custom_field",
        "cuf",
        "custom_fields",
        [
            new("noun", Internal),
            new("field_key", Internal),
            new("label", Internal),
            new("type", Internal),
            new("options", Internal, Json),
            new("class", Internal),
            .. Columns.Clocks,
        ]
    );
}

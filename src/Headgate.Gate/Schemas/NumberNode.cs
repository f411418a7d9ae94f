using System.Text.Json;

namespace Headgate.Gate.Schemas;

/// <summary>A number within a range: whole, or decimal with at most <see cref="Places"/> places.</summary>
public sealed class NumberNode : Node
{
    /// <summary>Least value.</summary>
    public decimal Min { get; init; }

    /// <summary>Greatest value.</summary>
    public decimal Max { get; init; } = 1_000_000_000_000m;

    /// <summary>Decimal places allowed; 0 for whole numbers.</summary>
    public int Places { get; init; }

    /// <inheritdoc/>
    public override string Expected =>
        Places == 0 ? $"a whole number from {Min} to {Max}" : $"a number from {Min} to {Max} with at most {Places} decimals";

    /// <inheritdoc/>
    protected override Refusal? CheckValue(in JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Number
        && value.TryGetDecimal(out var number)
        && number >= Min
        && number <= Max
        && (Places == 0 ? value.TryGetInt64(out _) : decimal.Round(number, Places) == number)
            ? null
            : Wrong(value, path);

    /// <inheritdoc/>
    protected override void WriteKeywords(Utf8JsonWriter json, bool brief)
    {
        WriteType(json, Places == 0 ? "integer" : "number");
        if (brief)
            return;
        json.WriteNumber("minimum", Min);
        json.WriteNumber("maximum", Max);
    }
}

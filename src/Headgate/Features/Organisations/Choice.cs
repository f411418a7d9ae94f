using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Organisations;

/// <summary>The names that an organisation allows for a status, a lifecycle, a reason. Nothing is free-form.</summary>
public static class Choice
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "choice",
        "cho",
        "choices",
        new("list", DataClass.Internal),
        new("name", DataClass.Internal),
        new("ordinal", DataClass.Internal, Holds.Whole),
        new("created_at", DataClass.Internal, Holds.Whole) { Bookkeeping = true }
    );

    /// <summary>The name as it is configured.</summary>
    /// <exception cref="RefusedException">The list has no such name; the refusal says which are near.</exception>
    public static async ValueTask<string> Need(Reader reader, string field, string list, string given)
    {
        var known = await Names(reader, list);
        return known.FirstOrDefault(n => string.Equals(n, given.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException(Unknown(field, given, known));
    }

    /// <summary>The names of a list, in order.</summary>
    public static async ValueTask<IReadOnlyList<string>> Names(Reader reader, string list) =>
        [
            .. (
                await reader.All<ChoiceRow>(
                    "SELECT name FROM choices WHERE tenant = @tenant AND list = @list ORDER BY ordinal",
                    ("list", list)
                )
            ).Select(r => r.Name),
        ];

    /// <summary>The refusal of a name that is not configured.</summary>
    public static Refusal Unknown(string field, string given, IReadOnlyList<string> known)
    {
        var near = Text.Nearest(given, known);
        return new(
            "schema.unknown_value",
            $"{field}: {Text.Shown(given)} is not configured.",
            near.Count > 0
                ? $"Did you mean {string.Join(" or ", near)}? Configured: {string.Join(", ", known)}."
                : $"Use one of: {string.Join(", ", known)}."
        )
        {
            Field = field,
            Expected = "one of " + string.Join(", ", known),
            Came = Text.Shown(given),
            Candidates = near.Count > 0 ? near : known,
        };
    }

    private sealed class ChoiceRow
    {
        public string Name { get; init; } = "";
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Headgate.Gate.Limits;

namespace Headgate.Gate.Schemas;

/// <summary>Schemas from the records that arguments bind to and answers are made of, so that a schema is never typed twice.</summary>
public static class SchemaOf
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The longest idempotency key, in characters.</summary>
    public const int MaxKey = 255;

    private static readonly IReadOnlyList<Property> OfEveryWrite =
    [
        new("idempotency_key", new TextNode { Min = 1, Max = MaxKey }, Required: false),
        new("dry_run", new FlagNode(), Required: false),
    ];

    private static readonly Property Limits = new("limits", Output(typeof(IReadOnlyList<Remaining>)), Required: false);

    /// <summary>The strict schema of an action's arguments; a write also takes <c>idempotency_key</c> and <c>dry_run</c>.</summary>
    public static ObjectNode Input(Type type, bool isWrite) => new([.. Properties(type, output: false), .. isWrite ? OfEveryWrite : []]);

    /// <summary>The schema of an answer.</summary>
    public static Node Output(Type type) => Of(type, null, nullable: false, output: true);

    /// <summary>The schema of an answer to an agent's write, which also says what is left of the limits.</summary>
    public static Node OutputOfWrite(Type type) =>
        Output(type) is ObjectNode known ? new ObjectNode([.. known.Properties, Limits]) : Output(type);

    private static IEnumerable<Property> Properties(Type type, bool output)
    {
        // What is confidential and cannot be a handle is left out for whoever may not see it, and named instead.
        var hides = false;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var nullable = IsNullable(property);
            // Nulls are left out of answers, so an optional part is absent rather than null; an input may say null to clear a field.
            var node = Of(property.PropertyType, property, nullable && !output, output);
            var required = output ? !nullable : property.IsDefined(typeof(RequiredMemberAttribute));
            if (output && property.PropertyType != typeof(string) && property.GetCustomAttribute<ClassAttribute>() is { IsHidden: true })
                (required, hides) = (false, true);
            yield return new(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), node, required);
        }
        if (hides)
            yield return new(Rendering.Hidden, Output(typeof(IReadOnlyList<string>)), Required: false);
    }

    private static Node Of(Type type, PropertyInfo? at, bool nullable, bool output)
    {
        var bounds = at?.GetCustomAttribute<BoundsAttribute>();
        var says = at?.GetCustomAttribute<SaysAttribute>()?.Text;
        type = System.Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return TextOf(at, bounds, says, nullable, output);
        if (type == typeof(bool))
            return new FlagNode { Description = says, Nullable = nullable };
        if (type == typeof(int) || type == typeof(long) || type == typeof(decimal) || type == typeof(double))
        {
            return new NumberNode
            {
                Description = says,
                Nullable = nullable,
                Min = bounds is null ? (output ? long.MinValue : 0) : (decimal)bounds.Min,
                Max = bounds is null
                    ? (
                        output ? long.MaxValue
                        : type == typeof(int) ? int.MaxValue
                        : 1_000_000_000_000m
                    )
                    : (decimal)bounds.Max,
                Places = type == typeof(decimal) || type == typeof(double) ? (output ? 15 : 4) : 0,
            };
        }
        if (type == typeof(JsonElement))
            return new AnyNode { Description = says };
        if (type == typeof(Dictionary<string, JsonElement>))
            return new CustomNode { Description = says, Nullable = nullable };
        if (ItemOf(type) is { } item)
        {
            return new ListNode(Of(item, item == typeof(string) ? at : null, nullable: false, output))
            {
                Description = says,
                Nullable = nullable,
                Min = (int)(bounds?.Min ?? 0),
                Max = (int)(bounds?.Max ?? (output ? 100_000 : 100)),
            };
        }
        return new ObjectNode([.. Properties(type, output)]) { Description = says, Nullable = nullable };
    }

    private static TextNode TextOf(PropertyInfo? at, BoundsAttribute? bounds, string? says, bool nullable, bool output)
    {
        // Bounds on a list of texts bound the list, not each text.
        var own = at?.PropertyType == typeof(string) ? bounds : null;
        return new TextNode
        {
            Description = at?.PropertyType == typeof(string) ? says : null,
            Nullable = nullable,
            Min = (int)(own?.Min ?? 0),
            Max = (int)(own?.Max ?? (output ? 10_000_000 : 500)),
            OneOf = at?.GetCustomAttribute<ChoiceAttribute>()?.Values,
            Ids = at?.GetCustomAttribute<IdAttribute>()?.Prefixes,
            Takes = at?.GetCustomAttribute<TakesHandleAttribute>()?.Of,
            IsSecret = at?.IsDefined(typeof(SecretAttribute)) == true,
            IsProse = at?.GetCustomAttribute<ClassAttribute>()?.Prose == true,
            Format =
                at is null ? null
                : at.IsDefined(typeof(MomentAttribute)) ? "date-time"
                : at.IsDefined(typeof(EmailAttribute)) ? "email"
                : at.IsDefined(typeof(DayAttribute)) ? "date"
                : null,
        };
    }

    private static Type? ItemOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(IReadOnlyList<>) || open == typeof(List<>))
            ? type.GetGenericArguments()[0]
        : null;

    private static bool IsNullable(PropertyInfo property)
    {
        if (System.Nullable.GetUnderlyingType(property.PropertyType) is not null)
            return true;
        lock (Nullability)
            return Nullability.Create(property).ReadState == NullabilityState.Nullable;
    }
}

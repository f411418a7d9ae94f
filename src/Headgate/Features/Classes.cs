using System.Reflection;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features;

/// <summary>
/// The class of every value that an action takes or gives: said on it or on its record, or that of the field of the same name. A value without one, and one
/// that would travel further than its field lets it, stop the program before it answers anybody.
/// </summary>
public static class Classes
{
    private static readonly Dictionary<string, DataClass> Fields = Kinds()
        .SelectMany(k => k.Fields)
        .SelectMany(
            f => (string[])[f.Name, f.Name.EndsWith("_minor", StringComparison.Ordinal) ? f.Name[..^6] : f.Name],
            (f, name) => (Name: name, f.Class)
        )
        .GroupBy(f => f.Name, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Max(f => f.Class), StringComparer.Ordinal);

    /// <summary>Every kind of record that there is.</summary>
    public static IEnumerable<RecordKind> Kinds() =>
        Assembly
            .GetExecutingAssembly()
            .GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(RecordKind))
            .Select(f => (RecordKind)f.GetValue(null)!);

    /// <summary>What is wrong with the classes of a catalogue; nothing when all is well.</summary>
    public static IReadOnlyList<string> Wrong(IEnumerable<ActionSpec> actions)
    {
        HashSet<(Type, bool)> seen = [];
        List<string> wrong = [];
        foreach (var action in actions)
        {
            Walk(action.InputType, isAnswer: false, seen, wrong);
            Walk(action.OutputType, isAnswer: true, seen, wrong);
        }
        return wrong;
    }

    private static void Walk(Type type, bool isAnswer, HashSet<(Type, bool)> seen, List<string> wrong)
    {
        if (!seen.Add((type, isAnswer)))
            return;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var inner = ItemOf(property.PropertyType);
            if (IsValue(inner))
            {
                if (Judge(type, property, inner, isAnswer) is { } why)
                    wrong.Add($"{type.FullName![(type.Namespace!.Length + 1)..]}.{property.Name}: {why}");
            }
            else
                Walk(inner, isAnswer, seen, wrong);
        }
    }

    private static string? Judge(Type type, PropertyInfo property, Type value, bool isAnswer)
    {
        var own = property.GetCustomAttribute<ClassAttribute>();
        var said = own ?? type.GetCustomAttribute<ClassAttribute>();
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
        DataClass? field = Fields.TryGetValue(name, out var known) ? known : null;
        if (own is null && field >= DataClass.Confidential && (isAnswer || said?.Class < field))
            return $"a field of this name is {field}; say what this is.";
        if (own is not null && field == DataClass.Regulated && own.Class < DataClass.Regulated)
            return "a field of this name is regulated, and so is this.";
        return said is not null || field is not null || IsListed(property) || IsPlain(name, value) ? null : "has no class.";
    }

    // Yes and no, ids, instants and versions say nothing about anybody by themselves.
    private static bool IsPlain(string name, Type value) =>
        value == typeof(bool)
        || InternalNames.All.Contains(name)
        || name is "id" or "version" or "cursor" or "next_cursor" or "limit" or "fields"
        || name.EndsWith("_id", StringComparison.Ordinal)
        || name.EndsWith("_at", StringComparison.Ordinal);

    private static bool IsListed(PropertyInfo property) =>
        property.IsDefined(typeof(IdAttribute))
        || property.IsDefined(typeof(ChoiceAttribute))
        || property.IsDefined(typeof(MomentAttribute))
        || property.IsDefined(typeof(DayAttribute))
        || property.IsDefined(typeof(ShownOnceAttribute));

    private static Type ItemOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsArray ? ItemOf(type.GetElementType()!)
            : type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableTo(typeof(System.Collections.IEnumerable))
                ? ItemOf(item)
            : type;
    }

    private static bool IsValue(Type type) =>
        type.IsPrimitive
        || type.IsEnum
        || type == typeof(string)
        || type == typeof(decimal)
        || type == typeof(JsonElement)
        || type.IsGenericType && type.Name.StartsWith("Dictionary", StringComparison.Ordinal);
}

using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Features;

/// <summary>A list's <c>fields</c>: only the named fields of each item, and always its id.</summary>
internal static class Narrow
{
    private static readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property)[]> Known = new();
    private static readonly ConcurrentDictionary<Type, MethodInfo> Clones = new();

    /// <summary>Narrows a page.</summary>
    /// <exception cref="RefusedException">An item has no such field.</exception>
    public static Page<T> To<T>(Page<T> page, string[]? fields)
        where T : class
    {
        if (fields is null)
            return page;
        var known = Known.GetOrAdd(
            typeof(T),
            t => [.. t.GetProperties().Where(p => p.CanWrite).Select(p => (JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name), p))]
        );
        foreach (var field in fields)
            if (!known.Any(k => k.Name == field))
                throw new RefusedException(Organisations.Choice.Unknown("fields", field, [.. known.Select(k => k.Name)]));
        // What is required stays: an answer keeps to its schema. What is optional and not wanted goes.
        var drop = known
            .Where(k => !fields.Contains(k.Name) && k.Name != Outside.Mark && IsOptional(k.Property))
            .Select(k => k.Property)
            .ToArray();
        return page with { Items = [.. page.Items.Select(item => Without(item, drop))] };
    }

    private static T Without<T>(T item, PropertyInfo[] drop)
        where T : class
    {
        var clone = Clones.GetOrAdd(typeof(T), t => t.GetMethod("<Clone>$")!);
        var copy = (T)clone.Invoke(item, null)!;
        foreach (var property in drop)
            property.SetValue(copy, null);
        return copy;
    }

    private static bool IsOptional(PropertyInfo property) =>
        !property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute));
}

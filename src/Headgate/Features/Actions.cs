using System.Reflection;
using Headgate.Gate;

namespace Headgate.Features;

/// <summary>Every action of the product, found once.</summary>
public static class Actions
{
    private static readonly Lazy<IReadOnlyList<string>> Wrong = new(() => Classes.Wrong(All()));

    /// <summary>The catalogue.</summary>
    /// <exception cref="InvalidOperationException">A value of an action has no class.</exception>
    public static Gate.Catalogue Catalogue() =>
        Wrong.Value.Count == 0 ? new(All()) : throw new InvalidOperationException("Without a class: " + string.Join("\n", Wrong.Value));

    private static IEnumerable<ActionSpec> All() =>
        Assembly
            .GetExecutingAssembly()
            .GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(ActionSpec)))
            .Select(t => (ActionSpec)Activator.CreateInstance(t)!);
}

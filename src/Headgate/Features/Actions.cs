using System.Reflection;
using Headgate.Gate;

namespace Headgate.Features;

/// <summary>Every action of the product, found once.</summary>
public static class Actions
{
    private static readonly Lazy<IReadOnlyList<string>> Wrong = new(() => Classes.Wrong(All()));

    private static readonly Lazy<IReadOnlyList<string>> Undecided = new(Undoing.Kinds.Undecided);

    /// <summary>The catalogue.</summary>
    /// <exception cref="InvalidOperationException">A value of an action has no class, or nobody has said whether undo takes a kind of record back.</exception>
    public static Gate.Catalogue Catalogue()
    {
        if (Wrong.Value.Count > 0)
            throw new InvalidOperationException("Without a class: " + string.Join("\n", Wrong.Value));
        if (Undecided.Value.Count > 0)
            throw new InvalidOperationException(
                "Kinds.cs must say, once, whether undo takes these back: " + string.Join(", ", Undecided.Value)
            );
        return new(All());
    }

    private static IEnumerable<ActionSpec> All() =>
        Assembly
            .GetExecutingAssembly()
            .GetTypes()
            .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(ActionSpec)))
            .Select(t => (ActionSpec)Activator.CreateInstance(t)!);
}

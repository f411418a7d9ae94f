using System.Reflection;
using Headgate.Gate;

namespace Headgate.Features;

/// <summary>Every action of the product, found once.</summary>
public static class Actions
{
    /// <summary>The catalogue.</summary>
    public static Gate.Catalogue Catalogue() =>
        new(
            Assembly
                .GetExecutingAssembly()
                .GetTypes()
                .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(ActionSpec)))
                .Select(t => (ActionSpec)Activator.CreateInstance(t)!)
        );
}

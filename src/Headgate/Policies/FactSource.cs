using System.Text.Json;

namespace Headgate.Policies;

/// <summary>Finds out what rules ask for. A fact has a name that says it all: <c>records</c>, <c>history.count|activity|opp_…|604800</c>.</summary>
public abstract class FactSource
{
    /// <summary>The facts of those names; what cannot be found out is left away, and whoever needs it gets an error.</summary>
    public abstract ValueTask<IReadOnlyDictionary<string, JsonElement>> Read(
        Sight sight,
        IReadOnlyCollection<string> names,
        CancellationToken cancel
    );
}

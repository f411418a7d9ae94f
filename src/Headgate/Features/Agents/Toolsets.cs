using Headgate.Gate;

namespace Headgate.Features.Agents;

/// <summary>The toolsets that exist beyond the core, with the two presets.</summary>
internal static class Toolsets
{
    /// <summary>Their names.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "leads",
        "activities",
        "drafts",
        "documents",
        "lenders",
        "reports",
        "approvals",
        "runs",
        "records",
    ];

    private static readonly Dictionary<string, string[]> Presets = new(StringComparer.Ordinal)
    {
        ["seller"] = ["activities", "drafts", "reports", "lenders"],
        ["all"] = [.. All],
    };

    /// <summary>The toolsets that names and presets mean, each once and in order.</summary>
    /// <exception cref="RefusedException">There is no toolset of a name.</exception>
    public static List<string> Expand(IEnumerable<string> asked)
    {
        var toolsets = new List<string>();
        foreach (var name in asked)
        {
            if (Presets.TryGetValue(name, out var preset))
                toolsets.AddRange(preset);
            else if (All.Contains(name))
                toolsets.Add(name);
            else if (name != ActionSpec.Core)
                throw new RefusedException(Organisations.Choice.Unknown("toolsets", name, [.. All, .. Presets.Keys]));
        }
        return [.. toolsets.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}

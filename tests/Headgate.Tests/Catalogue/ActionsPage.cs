using System.Text;
using Headgate.Gate;

namespace Headgate.Tests.Catalogue;

/// <summary>The page that lists every action.</summary>
internal static class ActionsPage
{
    public static string Of(IReadOnlyList<ActionSpec> actions)
    {
        StringBuilder page = new();
        page.Append("# Actions\n\nWritten by `./dev docs` from the catalogue. Do not edit.\n");
        foreach (var group in actions.GroupBy(Heading))
        {
            page.Append($"\n## {group.Key}\n\n| id | wire name | scope | toolset | effect | what |\n|---|---|---|---|---|---|\n");
            foreach (var action in group)
                page.Append(
                    $"| `{action.Id}` | `{action.WireName}` | {(action.Scope == Scope.None ? "" : action.Scope.Text())} | {action.Toolset} | {Effect(action)} | {What(action)} |\n"
                );
        }
        return page.ToString();
    }

    private static string Heading(ActionSpec action) =>
        action.Offered switch
        {
            Offered.Tool when action.Toolset == ActionSpec.Core => "Tools of the core",
            Offered.Tool => "Tools of toolsets",
            Offered.Prompt => "Prompts",
            Offered.Inside => "Behind completions and resources",
            _ => "For people only",
        };

    private static string Effect(ActionSpec action) =>
        action.Effect.ToString().ToLowerInvariant() + (action.Creates ? ", creates" : "") + (action.Destructive ? ", takes away" : "");

    private static string What(ActionSpec action) =>
        action.Description.Replace("|", "\\|", StringComparison.Ordinal)
        + (action.Aliases.Count > 0 ? $" Also called {string.Join(", ", action.Aliases.Select(a => $"`{a}`"))}." : "");
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Doors.Mcp;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Tests.Running;
using ModelContextProtocol;

namespace Headgate.Tests.Catalogue;

/// <summary>Each action against its file, so that what clients rely on changes only where somebody sees it in a diff.</summary>
public sealed class GoldenTests
{
    private static readonly Principal Everybody = new()
    {
        Tenant = "org_1",
        Person = "usr_1",
        Role = Role.Admin,
        Scopes = Scope.All,
    };

    [Fact]
    [Proves(Frameworks.Aisvs, "9.3.3")]
    [Proves(Frameworks.Mcp, "MCP03")]
    public void Every_action_is_as_its_file_says()
    {
        var catalogue = Actions.Catalogue();
        var hints = new ToolList(catalogue)
            .For(Everybody)
            .Tools.ToDictionary(
                t => t.Name,
                t => JsonSerializer.SerializeToNode(t.Annotations, McpJsonUtilities.DefaultOptions),
                StringComparer.Ordinal
            );
        Pinned pinned = new("./dev golden");
        string[] folder = ["tests", "Headgate.Tests", "Catalogue", "golden"];
        foreach (var action in catalogue.All)
            pinned.Check(Golden.Of(action, hints.GetValueOrDefault(action.WireName)), [.. folder, $"{action.Id}.json"]);
        pinned.Only([.. catalogue.All.Select(a => $"{a.Id}.json")], folder);
        pinned.Judge();
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Headgate.Doors.Mcp;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Tests.Running;

namespace Headgate.Tests.Catalogue;

/// <summary>The rules that every action of the product keeps, and the tools that were agreed on.</summary>
public sealed partial class LintTests
{
    private static readonly IReadOnlyList<ActionSpec> All = Actions.Catalogue().All;

    // Third person singular, and the few that end otherwise.
    private static readonly HashSet<string> OtherVerbs = ["Begins", "Does"];

    [Fact]
    public void Ids_are_a_noun_and_a_verb_and_no_two_are_alike()
    {
        Assert.All(All, a => Assert.Matches(Id(), a.Id));
        Assert.Equal(All.Count, All.Select(a => a.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(All.Count, All.Select(a => a.WireName).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Wire_names_and_aliases_are_short_and_every_client_takes_them() =>
        Assert.All(
            All.SelectMany(a => (string[])[a.WireName, .. a.Aliases]),
            name =>
            {
                Assert.Matches(WireName(), name);
                Assert.InRange(name.Length, 1, 40);
            }
        );

    [Fact]
    public void Descriptions_begin_with_a_verb_and_are_short() =>
        Assert.All(
            All,
            a =>
            {
                Assert.InRange(a.Description.Length, 10, 200);
                Assert.InRange(a.Title.Length, 3, 40);
                Assert.EndsWith(".", a.Description, StringComparison.Ordinal);
                var verb = a.Description[..a.Description.IndexOf(' ', StringComparison.Ordinal)].TrimEnd(',');
                Assert.True(verb.EndsWith('s') || OtherVerbs.Contains(verb), $"{a.Id} begins with {verb}");
            }
        );

    [Fact]
    public void The_core_has_exactly_the_tools_that_were_agreed_on()
    {
        var core = All.Where(a => a is { Offered: Offered.Tool, Toolset: ActionSpec.Core }).ToList();
        foreach (var (scope, ids) in CoreTools.All)
            Assert.Equal(
                ids.Order(StringComparer.Ordinal),
                core.Where(a => a.Scope == scope).Select(a => a.Id).Order(StringComparer.Ordinal)
            );
        Assert.Equal([15, 12, 4, 6], CoreTools.All.Select(s => s.Ids.Length));
        Assert.Equal(37, core.Count);
    }

    [Fact]
    public void The_list_of_the_core_fits_its_budget()
    {
        Principal core = new()
        {
            Tenant = "org_1",
            Person = "usr_1",
            Agent = "agt_1",
            Role = Gate.Role.Admin,
            Scopes = Scope.All,
        };
        var list = new ToolList(Actions.Catalogue()).BytesFor(core);
        Assert.Equal(37, JsonDocument.Parse($"{{{Encoding.UTF8.GetString(list)}}}").RootElement.GetProperty("tools").GetArrayLength());
        Assert.InRange(list.Length, 1, 28_000);
    }

    [Fact]
    public void Toolsets_are_known_and_their_tools_need_a_scope()
    {
        Assert.All(All, a => Assert.Contains(a.Toolset, (string[])[ActionSpec.Core, .. CoreTools.Toolsets]));
        Assert.All(All.Where(a => a.Offered == Offered.Tool), a => Assert.Contains(a.Scope, CoreTools.All.Select(s => s.Scope)));
    }

    [Fact]
    public void Aliases_call_what_was_agreed_on() =>
        Assert.Equal(
            CoreTools.Aliases.Select(a => $"{a.Alias} {a.Id}").Order(StringComparer.Ordinal),
            All.SelectMany(a => a.Aliases.Select(alias => $"{alias} {a.Id}")).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void What_an_action_does_and_what_its_hints_say_agree() =>
        Assert.All(
            All,
            a =>
            {
                Assert.Equal(a.Scope == Scope.Comms, a.Effect == Effect.Send);
                Assert.False(a.Effect == Effect.Read && (a.Creates || a.Destructive || a.Idempotent), $"{a.Id} reads and hints at more");
                Assert.False(a is { Scope: Scope.Write, Effect: Effect.Read }, $"{a.Id} needs mcp:write to read");
                Assert.False(a is { Scope: Scope.Read, Effect: not Effect.Read }, $"{a.Id} changes something with mcp:read");
            }
        );

    [Fact]
    public void Every_parameter_is_obvious_or_described() =>
        Assert.Empty(
            from action in All
            where action.Offered is Offered.Tool or Offered.Prompt
            from property in action.Takes.Properties
            where property.Node is { Description: null } and not TextNode { OneOf: not null } && !CoreTools.Obvious.Contains(property.Name)
            select $"{action.Id}: {property.Name}"
        );

    [Fact]
    public void Input_schemas_are_strict_objects_without_alternatives() =>
        Assert.All(
            All,
            a =>
            {
                var schema = Golden.Schema(a.Takes);
                Assert.Equal("object", schema["type"]!.GetValue<string>());
                Assert.False(schema["additionalProperties"]!.GetValue<bool>());
                Assert.All((string[])["anyOf", "oneOf", "allOf", "$ref"], word => Assert.False(schema.ContainsKey(word)));
                Assert.All(a.Takes.Properties, p => Assert.Matches(Field(), p.Name));
            }
        );

    [Fact]
    public void Only_what_changes_something_takes_a_key_and_a_dry_run() =>
        Assert.All(
            All,
            a => Assert.Equal(a.Effect != Effect.Read, a.Takes.Properties.Count(p => p.Name is "idempotency_key" or "dry_run") == 2)
        );

    [Fact]
    public async Task Each_action_s_example_fits_its_schema()
    {
        await using var books = await Books.Open();
        Samples samples = new(books.Ours, new Random(1));
        foreach (var action in All)
            for (var more = 0; more <= 100; more += 50)
            {
                var example = samples.Of(action, 1, more);
                var wrong = action.Takes.Check(JsonSerializer.SerializeToElement<JsonNode>(example), "");
                Assert.True(wrong is null, $"{action.Id} {example.ToJsonString()}: {wrong?.Why}");
            }
        await books.DisposeAsync();
        Directory.Delete(books.Folder, recursive: true);
    }

    [GeneratedRegex("^[a-z]+(_[a-z]+)*\\.[a-z]+(_[a-z]+)*$", RegexOptions.None, 100)]
    private static partial Regex Id();

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.None, 100)]
    private static partial Regex WireName();

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$", RegexOptions.None, 100)]
    private static partial Regex Field();
}

using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Tests.Running;

namespace Headgate.Tests.Tenants;

/// <summary>A place in an action's arguments that can hold something, read from its schema: <c>ids[]</c>, <c>limits[].name</c>.</summary>
internal sealed record Aim(ActionSpec Action, string Path, Node Node)
{
    // What the rows of an import may name.
    private static readonly string[] InRows =
    [
        "external",
        "email",
        "name",
        "domain",
        "owner",
        "account",
        "account_external",
        "opportunity_external",
        "product",
        "parent",
        "manager",
        "team",
        "pipeline",
        "phone",
    ];

    /// <summary>All places of an action.</summary>
    public static IEnumerable<Aim> Of(ActionSpec action) => Below(action, action.Takes, "");

    /// <summary>Why no name of another's fits there; nothing when one does.</summary>
    public string? WhyNot =>
        Node switch
        {
            NumberNode => "nothing is named by a number",
            FlagNode => "yes and no name nothing",
            TextNode { OneOf: not null } => "one of a few words",
            TextNode { Format: "date" or "date-time" } => "a moment",
            TextNode { Max: < Strangers.Least } => "a code of a few letters",
            _ => null,
        };

    /// <summary>Whether it takes ids alone.</summary>
    public bool IsId => Node is TextNode { Ids: not null };

    /// <summary>What is tried there.</summary>
    public IReadOnlyList<Stranger> Tried(Strangers strangers) => Node is TextNode text ? strangers.For(text) : strangers.All;

    /// <summary>The arguments of a call that aims there.</summary>
    public JsonObject With(string value, Samples samples, int n)
    {
        var arguments = samples.Of(Action, n);
        Set(arguments, Action.Takes, Path.Split('.'), Shaped(value, n), samples, n);
        // What a name that fits would do is seen in the answer; done, it would stand in the way of the next one.
        if (!IsId && Action.Effect != Effect.Read)
            arguments["dry_run"] = true;
        return arguments;
    }

    private JsonNode Shaped(string value, int n) =>
        Node switch
        {
            CustomNode => n % 2 == 0 ? new JsonObject { [value] = "x" } : new JsonObject { ["x"] = value },
            AnyNode => Path.EndsWith("[]", StringComparison.Ordinal) ? Row(value, n) : new JsonObject { ["name"] = value },
            _ => JsonValue.Create(value),
        };

    private static JsonObject Row(string value, int n)
    {
        JsonObject row = new() { ["row"] = n + 1, ["name"] = $"Row {n}" };
        row[InRows[n % InRows.Length]] = value;
        return row;
    }

    private void Set(JsonObject at, ObjectNode node, ReadOnlySpan<string> path, JsonNode value, Samples samples, int n)
    {
        var isList = path[0].EndsWith("[]", StringComparison.Ordinal);
        var name = isList ? path[0][..^2] : path[0];
        var inner = node.Properties.First(p => p.Name == name).Node;
        if (isList)
            inner = ((ListNode)inner).Item;
        if (path.Length > 1)
        {
            var (below, fields) = ((ObjectNode)inner, new JsonObject());
            foreach (var field in below.Properties.Where(p => p.Required))
                fields[field.Name] = samples.Value(Action, field.Name, field.Node, n);
            Set(fields, below, path[1..], value, samples, n);
            value = fields;
        }
        at[name] = isList ? new JsonArray(value) : value;
    }

    private static IEnumerable<Aim> Below(ActionSpec action, Node node, string path) =>
        node switch
        {
            ObjectNode of => of.Properties.SelectMany(p => Below(action, p.Node, path.Length == 0 ? p.Name : $"{path}.{p.Name}")),
            ListNode list => Below(action, list.Item, path + "[]"),
            _ => [new(action, path, node)],
        };
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headgate.Policies;

/// <summary>What an example does not say: every field is there, and empty.</summary>
internal static class Blank
{
    private const string Call =
        """{"action":"","tool":"","effect":"write","door":"mcp","at":"2026-01-05T12:00:00Z","time_zone":"UTC","agent":"agt","agent_name":"agent","person":"usr","role":"rep","run":"","toolset":"core","dry_run":false}""";

    private const string Change = """{"kind":"","verb":"update","id":"","fields":[]}""";
    private const string Field = """{"name":"","from":null,"to":null}""";
    private const string Message =
        """{"channel":"email","to":"","domain":"","from_domain":"","contact":"","subject":"","body":"","documents":[]}""";
    private const string Record =
        """{"kind":"","id":"","is_new":false,"owner":"","lifecycle":"","status":"","stage":"","amount":0,"currency":"","account":"","domain":"","last_activity":"1970-01-01T00:00:00Z"}""";

    /// <summary>An example with all that it leaves out.</summary>
    public static JsonElement Over(JsonElement given)
    {
        var whole = JsonNode.Parse(given.GetRawText())!.AsObject();
        whole["call"] = Fill(whole["call"], Call);
        var plan = whole["plan"] as JsonObject ?? [];
        whole["plan"] = plan.Parent is null ? plan : plan.DeepClone();
        plan = whole["plan"]!.AsObject();
        plan["changes"] = Each(plan["changes"], Change);
        foreach (var change in plan["changes"]!.AsArray())
            change!["fields"] = Each(change["fields"], Field);
        plan["messages"] = Each(plan["messages"], Message);
        plan["size"] ??= plan["changes"]!.AsArray().Count + plan["messages"]!.AsArray().Count;
        whole["result"] = Fill(whole["result"], """{"classes":[]}""");
        whole["records"] = Each(whole["records"], Record);
        whole["facts"] ??= new JsonObject();
        return JsonSerializer.SerializeToElement(whole);
    }

    /// <summary>What a function answers when an example does not say.</summary>
    public static JsonElement Answer(string function) =>
        JsonElement.Parse(
            function switch
            {
                "history.count" => "0",
                "lists.contains" => "false",
                _ => "\"unknown\"",
            }
        );

    private static JsonArray Each(JsonNode? given, string blank) => given is JsonArray all ? [.. all.Select(one => Fill(one, blank))] : [];

    private static JsonObject Fill(JsonNode? given, string blank)
    {
        var whole = JsonNode.Parse(blank)!.AsObject();
        if (given is JsonObject some)
            foreach (var (name, value) in some)
                whole[name] = value?.DeepClone();
        return whole;
    }
}

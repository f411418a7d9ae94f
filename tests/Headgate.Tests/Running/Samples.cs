using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Tests.Running;

/// <summary>
/// Arguments that an action takes, from its schema alone: ids of records that exist by prefix, values by format and name. What a schema cannot say (one of two
/// fields, a name that must exist) stands in <see cref="Extras"/>, by action.
/// </summary>
internal sealed class Samples(Pool pool, Random? random = null)
{
    /// <summary>A public key, whose private half nobody has.</summary>
    public const string PublicKey =
        """{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""";

    private static readonly Dictionary<string, string[]> Extras = new(StringComparer.Ordinal)
    {
        ["accounts.search"] = ["query"],
        ["accounts.update"] = ["industry"],
        ["approvals.configure"] = ["hours"],
        ["clients.configure"] = ["hosts"],
        ["contacts.create"] = ["email"],
        ["contacts.update"] = ["title"],
        ["accounts.create"] = ["domain"],
        ["activities.log"] = ["kind"],
        ["drafts.update"] = ["subject"],
        ["email.send"] = ["contact_id", "subject", "body"],
        ["leads.create"] = ["email"],
        ["limits.set"] = ["limits"],
        ["opportunities.update"] = ["next_step"],
        ["org.update"] = ["guidance"],
        ["outbound.configure"] = ["minutes"],
        ["outbound.off"] = ["reason"],
        ["providers.configure"] = ["issuer", "client", "client_secret"],
        ["policies.backtest"] = ["policy"],
        ["policies.save"] = ["template"],
        ["policies.test"] = ["template"],
        ["records.tag"] = ["add"],
        ["tasks.update"] = ["title"],
        ["teams.update"] = ["region"],
        ["users.set_password"] = ["authenticator"],
        ["users.update"] = ["title"],
    };

    // Only sense in a call of their own, or of the answer before.
    private static readonly HashSet<string> Never =
    [
        "cursor",
        "expected_version",
        "custom",
        "outbound",
        "team",
        "for",
        "idempotency_key",
        "dry_run",
        "draft_id",
        "source",
        "documents",
        "pipelines",
        "after",
        "chunk",
        "pending",
        "when",
        "effect",
        "fill",
        "masks",
        "reads",
        "examples",
        "on_duplicate",
        "outbound_of",
        "open",
        "statuses",
        "force",
        "two_people",
        "unknown",
        "loopback",
        "role",
        "sees",
        "session",
        "shape",
        "uses",
        "directory",
    ];

    /// <summary>Arguments that differ from call to call by their number.</summary>
    /// <param name="action">The action.</param>
    /// <param name="n">The number.</param>
    /// <param name="more">How likely an optional field is given, of 100.</param>
    public JsonObject Of(ActionSpec action, int n, int more = 0)
    {
        JsonObject arguments = [];
        foreach (var property in action.Takes.Properties)
        {
            var wanted =
                property.Required
                || Extras.GetValueOrDefault(action.Id)?.Contains(property.Name) == true
                || more > 0 && !Never.Contains(property.Name) && random!.Next(100) < more;
            if (wanted && Value(action, property.Name, property.Node, n) is { } value)
                arguments[property.Name] = value;
        }
        return arguments;
    }

    /// <summary>A value of a field.</summary>
    public JsonNode? Value(ActionSpec action, string name, Node node, int n) =>
        node switch
        {
            TextNode text => Word(action, name, text, n),
            // Who asks for what waits already is told so.
            NumberNode number when name == "days" => JsonValue.Create(1 + n % (long)number.Max),
            NumberNode number => JsonValue.Create(Math.Max((long)number.Min, Math.Min(5, (long)number.Max))),
            FlagNode => JsonValue.Create(true),
            ListNode list => Several(action, name, list, n),
            AnyNode => new JsonObject { ["row"] = n, ["name"] = $"{pool.Word} row {n}" },
            _ => null,
        };

    private JsonArray Several(ActionSpec action, string name, ListNode list, int n) =>
        name switch
        {
            "scopes" => ["mcp:read"],
            "toolsets" => ["leads"],
            "tools" => ["contacts.get"],
            "fields" => ["id"],
            "add" or "remove" => ["vip"],
            "roles" => [new JsonObject { ["value"] = $"group {n}", ["role"] = "rep" }],
            "hosts" => [$"host{n}.example"],
            "limits" => [new JsonObject { ["name"] = "writes_per_day", ["most"] = 1_000_000_000 + n }],
            _ => [Value(action, name, list.Item, n)],
        };

    private string Word(ActionSpec action, string name, TextNode text, int n)
    {
        if (text.Ids is { } prefixes)
            return Pick(pool.Of(prefixes.First(pool.Has)));
        if (text.OneOf is { } values)
            return name == "role" ? "rep" : Pick(values);
        if (text.Format is { } format)
            return format switch
            {
                "email" => $"person{n}@sample{n}.example",
                "date" => "2027-02-01",
                _ => name is "to" or "until" or "close_to" ? "2027-01-20" : "2027-01-04T09:00:00Z",
            };
        return Named(action, name, n);
    }

    private string Named(ActionSpec action, string name, int n) =>
        name switch
        {
            "challenge" => action.Id.StartsWith("users.", StringComparison.Ordinal) ? $"{n:D64}" : new string('c', 43),
            "secret" or "authenticator" or "public_key" => $"{n:D60}",
            "manager" => "me",
            "redirect_uri" => "http://127.0.0.1/callback",
            "resource" => "/mcp",
            "hash" or "proof" or "client_proof" or "attempt" or "standing" => $"{n:D64}",
            "request" => $"{n:D32}",
            "keys" => PublicKey,
            "issuer" => $"https://sample{n}.example",
            "owner" or "user" or "author" or "person" => "me",
            "agent" => $"{pool.Word} agent",
            "stage" => "Discovery",
            "pipeline" => "Sales",
            "lifecycle" => "lead",
            "tag" => "vip",
            "status" when action.Id.StartsWith("accounts.", StringComparison.Ordinal) => "active",
            "status" => "working",
            "currency" => "USD",
            "time_zone" => "Europe/Berlin",
            "query" or "prefix" => pool.Word,
            "domain" => $"sample{n}.example",
            "website" => $"https://sample{n}.example",
            "phone" => "+15550199",
            "account" => pool.One("acc"),
            "opportunity" => pool.One("opp"),
            "lender" => $"{pool.Word} Bank",
            "name" when action.Id == "reports.run" => "forecast",
            "name" when action.Id is "policies.save" or "policies.test" => $"sample_{n}",
            "name" when action.Id.StartsWith("policies.", StringComparison.Ordinal) => "no_regulated_data",
            "policy" => "no_regulated_data",
            "template" => "no_outbound_to_list",
            "name" when action.Id == "catalogue.describe" => "contacts_get",
            "reason" when action.Id == "opportunities.move_stage" => "price",
            "action" => "contacts.create",
            "record" => pool.One("con"),
            "fingerprint" => $"{n:D64}",
            "system" => "sample",
            "code" when action.Id == "approvals.stand" => "approval.stage_move",
            "code" => "dedupe",
            _ => $"{pool.Word} {name} {n}",
        };

    private string Pick(IReadOnlyList<string> from) => from[random?.Next(from.Count) ?? 0];
}

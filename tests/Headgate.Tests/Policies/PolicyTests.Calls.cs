using System.Text;
using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Tests.Policies;

/// <content>The calls that the tests make.</content>
public abstract partial class PolicyTests
{
    // Weeks pass in these tests, and grants would end.
    private Principal Agent => _office.Agent with { Expires = DateTimeOffset.MaxValue };

    private Principal Rep => _office.Rep with { Expires = DateTimeOffset.MaxValue };

    private Principal Admin => _office.Admin with { Expires = DateTimeOffset.MaxValue };

    private static PolicyGiven Policy(string name, string when, string effect, string part, string applies, string passes) =>
        new()
        {
            Name = name,
            When = when,
            Effect = effect,
            Message = $"{name} says so.",
            Mode = "on",
            Examples =
            [
                JsonElement.Parse($"{{\"applies\":true,\"{part}\":{applies}}}"),
                JsonElement.Parse($"{{\"applies\":false,\"{part}\":{passes}}}"),
            ],
        };

    private static string Changes(int count, string kind) =>
        "{\"changes\":[" + string.Join(",", Enumerable.Repeat($"{{\"kind\":\"{kind}\"}}", count)) + "]}";

    private static string Of(JsonElement answer, string noun) => answer.GetProperty(noun).GetProperty("id").GetString()!;

    private async Task<string> Save(object policy) =>
        (await _office.Ask(Admin, "policies.save", policy)).GetProperty("policy").GetProperty("hash").GetString()!;

    private async Task<string> Deal(decimal amount) =>
        Of(await _office.Ask(Rep, "opportunities.create", new { name = $"Deal {++_n}", amount }), "opportunity");

    private Task<string> Deal0() => Deal(0);

    private async Task<string> Contact(string email) =>
        Of(
            await _office.Ask(
                Rep,
                "contacts.create",
                new
                {
                    name = $"C {++_n}",
                    email,
                    phone = "+4930123456",
                }
            ),
            "contact"
        );

    private ValueTask<Outcome> Move(string deal, string stage) => _office.Pass(Agent, "opportunities.move_stage", new { id = deal, stage });

    private ValueTask<Outcome> Update(string deal, decimal amount) =>
        _office.Pass(Agent, "opportunities.update", new { id = deal, amount });

    private ValueTask<Outcome> Note1(string deal, string body) => _office.Pass(Agent, "notes.create", new { record_id = deal, body });

    private Task<JsonElement> Log(string deal) =>
        _office.Ask(
            Rep,
            "activities.log",
            new
            {
                record_id = deal,
                kind = "call",
                subject = $"Spoke {++_n}",
            }
        );

    private ValueTask<Outcome> Send(string contact, string action = "email.send") =>
        _office.Pass(
            Agent,
            action,
            action == "email.send"
                ? new
                {
                    contact_id = contact,
                    subject = "S",
                    body = $"B {++_n}",
                }
                : new { contact_id = contact, body = $"B {++_n}" }
        );

    private async Task<string> Seen(Principal by, string contact) =>
        (await _office.Ask(by, "contacts.get", new { id = contact })).GetRawText();

    private Task<long> Recorded() => _office.Number("SELECT COUNT(*) FROM recorded_calls WHERE tenant = @tenant");

    private async Task<string> NewestEvent(string action)
    {
        var found = await _office.Ask(Admin, "audit.search", new { action, limit = 1 });
        var id = found.GetProperty("items")[0].GetProperty("id").GetString();
        return (await _office.Ask(Admin, "audit.get", new { id })).GetRawText();
    }
}

/// <summary>What <c>policies.save</c> takes.</summary>
internal sealed record PolicyGiven
{
    [System.Text.Json.Serialization.JsonPropertyName("name")]
    public required string Name { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("when")]
    public required string When { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("effect")]
    public required string Effect { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("message")]
    public required string Message { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("mode")]
    public required string Mode { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("applies_to")]
    public string AppliesTo { get; init; } = "agents";

    [System.Text.Json.Serialization.JsonPropertyName("masks")]
    public string[] Masks { get; init; } = [];

    [System.Text.Json.Serialization.JsonPropertyName("examples")]
    public required JsonElement[] Examples { get; init; }
}

/// <summary>Answers as text.</summary>
internal static class OutcomeText
{
    /// <summary>The answer.</summary>
    public static string Text(this Outcome outcome) => Encoding.UTF8.GetString(outcome.Json.Span);
}

using System.Text.Json;
using Headgate.Features.Accounts;
using Headgate.Features.Approvals;
using Headgate.Gate;
using Headgate.Policies;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>
/// What of a rejected call can be named in a rule: the domains it would have written to or taken contacts from, the stages it would have moved to, and its
/// action. Each is checked to be what it is called; nothing else of the call, and no word of the reason, goes into a rule.
/// </summary>
internal static class RejectedCall
{
    /// <summary>The templates that would have stopped it, each with the value that fills its one blank, the narrowest first.</summary>
    public static async ValueTask<IReadOnlyList<(PolicyTemplate Template, string Blank, string Value)>> Fills(
        Reader reader,
        ApprovalRow row,
        HeldCall held
    )
    {
        var plan = JsonElement.Parse(held.Plan);
        List<(string Template, string Value)> found = [];
        foreach (var message in plan.GetProperty("messages").EnumerateArray())
            if (Domain(message.GetProperty("to").GetString()) is { } domain)
                found.Add((RejectionTemplates.Messages, domain));
        foreach (var change in plan.GetProperty("changes").EnumerateArray())
        {
            if (change.GetProperty("kind").ValueEquals("contact") && change.GetProperty("verb").ValueEquals("Insert"))
                if (Domain(To(change, "email")) is { } domain)
                    found.Add((RejectionTemplates.Contacts, domain));
            if (change.GetProperty("kind").ValueEquals("opportunity") && To(change, "stage_id") is { } stage)
                if (await reader.Word("SELECT name FROM stages WHERE tenant = @tenant AND id = @id", ("id", stage)) is { } name)
                    found.Add((RejectionTemplates.Stage, name));
        }
        found.Add((RejectionTemplates.Action, row.Action));
        return
        [
            .. found
                .DistinctBy(f => f.Template)
                .Select(f => RejectionTemplates.All.Single(t => t.Name == f.Template))
                .Select((t, i) => (t, t.Blanks[0].Name, found.First(f => f.Template == t.Name).Value)),
        ];
    }

    /// <summary>The part of a call that such rules look at: kinds, fields' names, domains and stages. Nobody's name, address or words.</summary>
    public static JsonElement PartOf(bool applies, string action, JsonElement plan, IEnumerable<JsonElement> records) =>
        JsonSerializer.SerializeToElement(
            new
            {
                applies,
                call = new { action },
                plan = new
                {
                    changes = plan.GetProperty("changes")
                        .EnumerateArray()
                        .Select(c => new
                        {
                            kind = c.GetProperty("kind").GetString(),
                            verb = c.GetProperty("verb").GetString()!.ToLowerInvariant(),
                            fields = Fields(c).Select(f => new { name = f }),
                        }),
                    messages = plan.GetProperty("messages")
                        .EnumerateArray()
                        .Select(m => new
                        {
                            channel = m.GetProperty("channel").GetString(),
                            domain = EmailForm.DomainOf(m.GetProperty("to").GetString()!),
                        }),
                },
                records = records.Select(r => new
                {
                    kind = r.GetProperty("kind").GetString(),
                    is_new = r.GetProperty("is_new").GetBoolean(),
                    domain = r.GetProperty("domain").GetString(),
                    stage = r.GetProperty("stage").GetString(),
                }),
            }
        );

    // A plan that waits has its fields by name, and one that was recorded as a list.
    private static IEnumerable<string> Fields(JsonElement change) =>
        change.GetProperty("fields") is { ValueKind: JsonValueKind.Object } named
            ? named.EnumerateObject().Select(f => f.Name)
            : change.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()!);

    /// <summary>The record that a filled template names, as an example has it.</summary>
    public static IReadOnlyList<JsonElement> RecordOf(string template, string value) =>
        template switch
        {
            RejectionTemplates.Contacts => [Record("contact", true, value, "")],
            RejectionTemplates.Stage => [Record("opportunity", false, "", value)],
            _ => [],
        };

    private static JsonElement Record(string kind, bool isNew, string domain, string stage) =>
        JsonSerializer.SerializeToElement(
            new
            {
                kind,
                is_new = isNew,
                domain,
                stage,
            }
        );

    private static string? To(JsonElement change, string field) =>
        change.GetProperty("fields").TryGetProperty(field, out var moved) && moved[1].ValueKind == JsonValueKind.String
            ? moved[1].GetString()
            : null;

    // Where anybody has an address, the domain says nothing of the person.
    private static string? Domain(string? address) =>
        address is not null && WebDomain.OfEmail(address) is { } domain && domain == EmailForm.DomainOf(address) ? domain : null;
}

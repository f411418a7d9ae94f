namespace Headgate.Tests.Taint;

/// <summary>A way in for text from outside, and the calls by which an agent reads it.</summary>
internal sealed record Surface(string Name, string Sql, IReadOnlyList<Func<Village, (string Action, object Arguments)>> Reads)
{
    private static (string, object) Call(string action, object arguments) => (action, arguments);

    /// <summary>All that exist.</summary>
    public static readonly IReadOnlyList<Surface> All =
    [
        new(
            "web form",
            "UPDATE contacts SET description = @text, provenance = 'web_form' WHERE tenant = @tenant AND email = 'carla@riverstone.example'",
            [v => Call("contacts.get", new { id = v.Contact })]
        ),
        new(
            "inbound mail",
            "UPDATE messages SET body = @text, direction = 'in', provenance = 'mail' WHERE tenant = @tenant AND status = 'received'",
            [v => Call("conversations.get", new { id = v.Thread }), v => Call("prompts.meeting_prep_brief", new { account = v.Account })]
        ),
        new(
            "note",
            "UPDATE notes SET body = @text, provenance = 'import' WHERE tenant = @tenant AND body NOT LIKE 'agent%' AND created_by NOT LIKE 'agt%'",
            [
                v => Call("notes.list", new { record_id = v.Deal }),
                v => Call("notes.list", new { record_id = v.Deal, fields = new[] { "body" } }),
            ]
        ),
        new(
            "call transcript",
            "UPDATE activities SET body = @text, subject = 'Transcript', provenance = 'transcript' WHERE tenant = @tenant AND kind = 'call'",
            [
                v => Call("activities.list", new { record_id = v.Deal }),
                v => Call("contacts.get", new { id = v.Contact, include = new[] { "activity" } }),
            ]
        ),
        new(
            "csv import",
            "UPDATE opportunities SET next_step = @text, description = @text, provenance = 'import' WHERE tenant = @tenant AND name = 'Ovens'",
            [
                v => Call("opportunities.get", new { id = v.Deal }),
                v => Call("opportunities.list", new { }),
                v => Call("opportunities.search", new { query = "Ovens" }),
            ]
        ),
        new(
            "csv import of names",
            "UPDATE contacts SET name = @text, provenance = 'import' WHERE tenant = @tenant AND email = 'dan@riverstone.example'",
            [v => Call("contacts.list", new { }), v => Call("accounts.get", new { id = v.Account, include = new[] { "contacts" } })]
        ),
        new(
            "document",
            "UPDATE documents SET text = @text, provenance = 'upload' WHERE tenant = @tenant",
            [v => Call("documents.get", new { id = v.Document }), v => Call("documents.search", new { query = "caller" })]
        ),
        new(
            "enrichment",
            "UPDATE accounts SET description = @text, provenance = 'enrichment' WHERE tenant = @tenant",
            [v => Call("accounts.get", new { id = v.Account })]
        ),
    ];

    /// <summary>Takes all of it back.</summary>
    public static readonly IReadOnlyList<string> Clean =
    [
        "UPDATE contacts SET description = NULL, provenance = 'person' WHERE tenant = @tenant AND provenance = 'web_form'",
        "UPDATE messages SET body = 'Ours', direction = 'out', provenance = 'person' WHERE tenant = @tenant AND provenance = 'mail'",
        "UPDATE notes SET body = 'Likes blue.', provenance = 'person' WHERE tenant = @tenant AND provenance = 'import'",
        "UPDATE activities SET body = 'Spoke.', provenance = 'person' WHERE tenant = @tenant AND provenance = 'transcript'",
        "UPDATE opportunities SET next_step = NULL, description = NULL, provenance = 'person' WHERE tenant = @tenant AND provenance = 'import'",
        "UPDATE contacts SET name = 'Dan Poe', provenance = 'person' WHERE tenant = @tenant AND provenance = 'import'",
        "UPDATE documents SET text = 'Ovens', provenance = 'person' WHERE tenant = @tenant",
        "UPDATE accounts SET description = NULL, provenance = 'person' WHERE tenant = @tenant AND provenance = 'enrichment'",
    ];
}

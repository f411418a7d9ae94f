using System.Text;
using System.Text.Json;
using static Headgate.Doors.Web.ApprovalPages;

namespace Headgate.Doors.Web;

/// <summary>The page of one held call: what would happen, record by record and message by message, made from the very text that is hashed.</summary>
internal static class ApprovalPage
{
    public static string Body(JsonElement got, string? said)
    {
        var approval = got.GetProperty("approval");
        var names = got.TryGetProperty("names", out var known)
            ? known.EnumerateArray().ToDictionary(n => Of(n, "id"), n => Of(n, "name"), StringComparer.Ordinal)
            : [];
        var text = new StringBuilder();
        if (said is not null)
            text.Append($"<p class=\"refused\">{Page.Text(said)}</p>");
        text.Append(
            $"<h2><code>{Page.Text(Of(approval, "action"))}</code> by {Page.Text(Who(approval))}</h2><p>{Reasons(approval)}</p><dl>"
        );
        Row(text, "Status", Page.Text(Of(approval, "status")));
        Row(text, "Asked", Page.Time(Of(approval, "asked")));
        Row(text, "Expires", Page.Time(Of(approval, "expires")));
        if (approval.TryGetProperty("decided_by", out var by))
            Row(
                text,
                "Decided",
                $"{Page.Text(Of(by, "name"))}, {Page.Time(Of(approval, "decided_at"))} {Page.Text(Of(approval, "decision"))}"
            );
        if (approval.TryGetProperty("escalated_to", out var to))
            Row(text, "Escalated", $"to {Page.Text(Of(to, "name"))}, {Page.Time(Of(approval, "escalated_at"))}, since nobody had decided");
        if (Of(approval, "runs_at") is { Length: > 0 } runs)
            Row(
                text,
                "Waits for room",
                $"<code>{Page.Text(Of(approval, "outcome"))}</code> is used up. It stays approved and is done by itself from {Page.Time(runs)}."
            );
        else if (Of(approval, "outcome") is { Length: > 0 } outcome)
            Row(text, "What came of it", $"<code>{Page.Text(outcome)}</code>");
        text.Append("</dl>");
        if (got.TryGetProperty("sources", out var sources))
            Sources(text, sources);
        if (got.TryGetProperty("plan", out var plan))
            Plan(text, plan.GetString()!, names, approval);
        if (Of(approval, "status") == "pending")
            Word(text, got, approval);
        else if (Of(approval, "runs_at").Length > 0)
            text.Append($"<h2>Your word</h2>{No("Take it back")}");
        else if (Of(approval, "status") == "rejected")
            text.Append(
                $"<p><a href=\"/approvals/{Page.Text(Of(approval, "id"))}/rule\">Make a rule of it</a>: first you see what it would have done to the last 30 days.</p>"
            );
        return text.ToString();
    }

    private static void Word(StringBuilder text, JsonElement got, JsonElement approval)
    {
        var hash = $"<input type=\"hidden\" name=\"plan_hash\" value=\"{Page.Text(Of(approval, "plan_hash"))}\">";
        text.Append(
            $"<h2>Your word</h2><form method=\"post\" class=\"decide\">{hash}<button class=\"main\" name=\"decision\" value=\"approve\">Approve and do it</button></form>"
                + No("Reject")
        );
        var fields = Editable(got).ToList();
        if (fields.Count == 0)
            return;
        text.Append($"<details><summary>Change it first</summary><form method=\"post\" class=\"change\">{hash}");
        foreach (var field in fields)
        {
            var (name, value) = (Page.Text(field.Name), Of(got.GetProperty("arguments"), field.Name));
            text.Append(
                value.Length > 60 || value.Contains('\n', StringComparison.Ordinal)
                    ? $"<p><label>{name}<br><textarea name=\"{ArgumentField}{name}\" rows=\"8\" cols=\"70\">{Page.Text(value)}</textarea></label></p>"
                    : $"<p><label>{name}<br><input name=\"{ArgumentField}{name}\" value=\"{Page.Text(value)}\" size=\"60\"></label></p>"
            );
        }
        text.Append("<button name=\"decision\" value=\"edit\">Show what it would do then</button></form></details>");
    }

    private static string No(string button) =>
        "<form method=\"post\" class=\"decide\"><label>Reason, for the agent <input name=\"reason\" required minlength=\"3\" maxlength=\"500\" size=\"50\"></label>"
        + $" <button name=\"decision\" value=\"reject\">{button}</button></form>";

    private static void Sources(StringBuilder text, JsonElement sources)
    {
        text.Append("<h2>What the agent had read from outside</h2><ul>");
        foreach (var source in sources.EnumerateArray())
            text.Append(
                $"<li><code>{Page.Text(Of(source, "record"))}</code>, from {Page.Text(Of(source, "provenance"))}, read {Page.Time(Of(source, "at"))}</li>"
            );
        text.Append("</ul>");
    }

    private static void Plan(StringBuilder text, string plan, Dictionary<string, string> names, JsonElement approval)
    {
        var parsed = JsonElement.Parse(Encoding.UTF8.GetBytes(plan));
        text.Append(Of(approval, "status") == "pending" ? "<h2>What would happen</h2>" : "<h2>What was asked for</h2>");
        foreach (var message in parsed.GetProperty("messages").EnumerateArray())
            Message(text, message, names);
        foreach (var change in parsed.GetProperty("changes").EnumerateArray())
            Change(text, change, names);
        text.Append(
            $"<details><summary>The text that is hashed and done</summary><pre>{Visible.Html(plan)}</pre><p>SHA-256 <code>{Page.Text(Of(approval, "plan_hash"))}</code></p></details>"
        );
    }

    private static void Message(StringBuilder text, JsonElement message, Dictionary<string, string> names)
    {
        text.Append($"<h3>Sends by {Page.Text(Of(message, "channel"))}</h3><dl>");
        Row(text, "To", $"{Visible.Html(Of(message, "to"))} {Name(names, Of(message, "contact"))}");
        if (message.GetProperty("subject").ValueKind == JsonValueKind.String)
            Row(text, "Subject", Visible.Html(Of(message, "subject")));
        Row(text, "Text", $"<pre>{Visible.Html(Of(message, "body"))}</pre>");
        foreach (
            var document in message
                .GetProperty("documents")
                .EnumerateArray()
                .Where(d => d.GetString()!.StartsWith("doc_", StringComparison.Ordinal))
        )
            Row(text, "Document", Name(names, document.GetString()!));
        text.Append("</dl>");
    }

    private static void Change(StringBuilder text, JsonElement change, Dictionary<string, string> names)
    {
        var verb = Of(change, "verb") switch
        {
            "Insert" => "New",
            "Delete" => "Deletes",
            _ => "Changes",
        };
        text.Append(
            $"<h3>{verb} {Page.Text(Of(change, "kind"))} {Name(names, Of(change, "id"))}</h3>{Page.Scroll(Of(change, "kind"))}<table><thead><tr><th>Field</th><th>From</th><th>To</th></tr></thead><tbody>"
        );
        foreach (var field in change.GetProperty("fields").EnumerateObject())
            text.Append(
                $"<tr><td>{Page.Text(field.Name)}</td><td>{Value(field.Value[0], names)}</td><td>{Value(field.Value[1], names)}</td></tr>"
            );
        text.Append("</tbody></table></div>");
    }

    private static string Value(JsonElement value, Dictionary<string, string> names) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String when names.ContainsKey(value.GetString()!) => Name(names, value.GetString()!),
            JsonValueKind.String => Visible.Html(value.GetString()!),
            _ => Page.Text(value.GetRawText()),
        };

    // The id beside the name: two records may share a name.
    private static string Name(Dictionary<string, string> names, string id) =>
        names.TryGetValue(id, out var name) ? $"{Visible.Html(name)} <code>{Page.Text(id)}</code>" : $"<code>{Page.Text(id)}</code>";

    private static void Row(StringBuilder text, string name, string html) => text.Append($"<dt>{name}</dt><dd>{html}</dd>");
}

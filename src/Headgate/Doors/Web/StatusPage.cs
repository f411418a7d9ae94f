using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Web;

/// <summary>What a person sees after signing in: the organisation, its switch, and the last calls with what became of them.</summary>
internal static class StatusPage
{
    public static void Map(IEndpointRouteBuilder app, Site site) => app.MapGet("/", (Delegate)((HttpContext http) => Show(http, site)));

    private static async Task<IResult> Show(HttpContext http, Site site)
    {
        Page.Guard(http);
        if (await SignIn.Person(http, site) is not { } person)
            return Page.SignInFirst();
        var org = await Ask(site, person, "org.get", "{}");
        var outbound = await Ask(site, person, "outbound.status", "{}");
        var calls = await Ask(site, person, "audit.search", """{"limit":50}""");
        var anchors = await Task.WhenAll(site.Anchors.All.Select(a => a.Told(person.By.Tenant, http.RequestAborted)));
        return Page.Html("Status", Page.Header(person.By) + Organisation(site, org, outbound.Answer, anchors) + Calls(calls));
    }

    private static async Task<(JsonElement? Answer, Refusal? Refusal)> Ask(Site site, Verified person, string action, string arguments)
    {
        var outcome = await site.Pass(person.By, Door.Web, action, JsonElement.Parse(Encoding.UTF8.GetBytes(arguments)));
        return outcome.Refusal is null ? (JsonElement.Parse(outcome.Json.Span), null) : (null, outcome.Refusal);
    }

    private static string Organisation(Site site, (JsonElement? Answer, Refusal? Refusal) org, JsonElement? switches, string[] anchors)
    {
        if (org.Answer is not { } answer)
            return $"<p>{Page.Text(org.Refusal?.Why)}</p>";
        var it = answer.TryGetProperty("organisation", out var inner) ? inner : answer;
        var outbound = Of(it, "outbound");
        var state = outbound.Contains("on", StringComparison.Ordinal) && !outbound.Contains("off", StringComparison.Ordinal) ? "on" : "off";
        var text = new StringBuilder("<h2>Organisation</h2><dl>");
        Row(text, "Name", Page.Text(Of(it, "name")));
        Row(text, "Outbound", $"<span class=\"{state}\">{state}</span>" + Page.Text(Besides(it, switches)));
        Row(text, "Time zone", Page.Text(Of(it, "time_zone")));
        Row(text, "Currency", Page.Text(Of(it, "currency")));
        Row(text, "Store", Page.Text(site.Shown));
        if (anchors.Length > 0)
            Row(text, "Anchors of the log", string.Join("<br>", anchors.Select(a => Page.Text(a))));
        Row(text, "Tools", site.Catalogue.All.Count(a => a.Offered == Offered.Tool).ToString());
        Row(text, "Version", Page.Text(Product.Version));
        return text.Append("</dl>").ToString();
    }

    // Why, what is off besides, and what waits for a person because of it.
    private static string Besides(JsonElement it, JsonElement? switches)
    {
        List<string> parts = [];
        if (Of(it, "outbound_reason") is { Length: > 0 } reason)
            parts.Add($": {reason}");
        if (switches is { } known)
        {
            var off = known.GetProperty("off").EnumerateArray().Select(s => Of(s, "of")).ToList();
            if (off.Count > 0)
                parts.Add($"; off besides: {string.Join(", ", off.Take(10))}{(off.Count > 10 ? " and more" : "")}");
            if (Of(known, "held") is var held && held != "0")
                parts.Add($"; {held} held");
            if (Of(known, "in_doubt") is var doubt && doubt != "0")
                parts.Add($"; {doubt} in doubt");
            if (known.GetProperty("waiting").GetArrayLength() > 0)
                parts.Add("; waits for a second person");
        }
        return string.Concat(parts);
    }

    private static string Calls((JsonElement? Answer, Refusal? Refusal) calls)
    {
        if (calls.Answer is not { } answer)
            return $"<h2>Recent calls</h2><p>{Page.Text(calls.Refusal?.Why)}</p>";
        var text = new StringBuilder(
            $"<h2>Recent calls</h2>{Page.Scroll("Recent calls")}<table><thead><tr><th>When (UTC)</th><th>Who</th><th>Action</th><th>Door</th><th>Ended</th><th>Event</th></tr></thead><tbody>"
        );
        foreach (var call in answer.GetProperty("items").EnumerateArray())
        {
            var ended = Of(call, "ended");
            text.Append(
                $"<tr><td>{Page.Text(Of(call, "at").Replace('T', ' ').TrimEnd('Z'))}</td><td>{Page.Text(Who(call))}</td><td><code>{Page.Text(Of(call, "action"))}</code></td>"
            );
            text.Append(
                $"<td>{Page.Text(Of(call, "door"))}</td><td class=\"{(ended is "refused" or "held" ? "refused" : "done")}\">{Page.Text(Of(call, "code") is { Length: > 0 } code ? code : ended)}</td>"
            );
            text.Append($"<td><code>{Page.Text(Of(call, "id"))}</code></td></tr>");
        }
        return text.Append("</tbody></table></div>").ToString();
    }

    private static string Who(JsonElement call) =>
        Of(call, "agent_name") is { Length: > 0 } agent ? $"{agent} for {Of(call, "person_name")}" : Of(call, "person_name");

    private static string Of(JsonElement it, string name) =>
        it.TryGetProperty(name, out var value) ? (value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()) : "";

    private static void Row(StringBuilder text, string name, string html) => text.Append($"<dt>{name}</dt><dd>{html}</dd>");
}

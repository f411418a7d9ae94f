using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;
using static Headgate.Doors.Web.ApprovalPages;

namespace Headgate.Doors.Web;

/// <summary>What a rejected call could become: each rule in plain words, what it would have done to the last thirty days, and only then the button.</summary>
internal static class RejectionPage
{
    public static void Map(IEndpointRouteBuilder app, Site site)
    {
        app.MapGet("/approvals/{id}/rule", (HttpContext http, string id) => Show(http, site, id, null));
        app.MapForm(site, "/approvals/{id}/rule", http => Save(http, site, Page.Named(http, "id")));
    }

    private static async Task<IResult> Show(HttpContext http, Site site, string id, string? said)
    {
        Page.Guard(http);
        if (await SignIn.Person(http, site) is not { } person)
            return Page.SignInFirst();
        var (proposed, refusal) = await Ask(site, person, "policies.from_rejection", new { approval = id });
        return proposed is { } told
            ? Page.Html("A rule from a rejection", Page.Header(person.By) + Body(told, said))
            : Page.Html(
                "A rule from a rejection",
                Page.Header(person.By) + $"<p>{Page.Text(refusal!.Why)} {Page.Text(refusal.Do)}</p>",
                404
            );
    }

    // The form names one of the proposals; what it says is proposed once more, so that nothing is saved that the page could have been made to say.
    private static async Task<IResult> Save(HttpContext http, Site site, string id)
    {
        if (await SignIn.Person(http, site) is not { } person)
            return Page.SignInFirst();
        var form = await PageForm.Read(http);
        var (proposed, refusal) = await Ask(site, person, "policies.from_rejection", new { approval = id });
        if (proposed is { } told)
        {
            var chosen = told.GetProperty("proposals").EnumerateArray().FirstOrDefault(p => Of(p, "template") == form["template"]);
            if (chosen.ValueKind == JsonValueKind.Undefined)
                return await Show(http, site, id, "There is no such proposal.");
            var policy = JsonObject.Create(chosen.GetProperty("save"))!;
            policy["mode"] = form["mode"].ToString();
            (var saved, refusal) = await Ask(site, person, "policies.save", policy);
            if (saved is { } made)
                return Page.Html(
                    "Saved",
                    Page.Header(person.By)
                        + $"<p>The policy <code>{Page.Text(Of(made.GetProperty("policy"), "name"))}</code> is saved and {(Of(made.GetProperty("policy"), "mode") == "on" ? "on" : "only watches")}.</p>"
                        + "<p><a href=\"/approvals\">Back to what waits</a></p>"
                );
        }
        return await Show(http, site, id, $"{refusal!.Why} {refusal.Do}");
    }

    private static string Body(JsonElement told, string? said)
    {
        var text = new StringBuilder();
        if (said is not null)
            text.Append($"<p class=\"refused\">{Page.Text(said)}</p>");
        text.Append(
            $"<h2>A rule from a rejected <code>{Page.Text(Of(told, "action"))}</code></h2><p>It was rejected: {Visible.Html(Of(told, "reason"))}</p>"
        );
        foreach (var proposal in told.GetProperty("proposals").EnumerateArray())
            Append(text, proposal);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement proposal)
    {
        var trial = proposal.GetProperty("backtest");
        text.Append(
            $"<h3>{Visible.Html(Of(proposal, "says"))}</h3><p>In the last 30 days it would have stopped {Of(trial, "denied")} of {Of(trial, "asked")} calls; {Of(trial, "were_done")} of them were done then.</p>"
        );
        var calls = trial.GetProperty("calls").EnumerateArray().ToList();
        if (calls.Count > 0)
        {
            text.Append(
                $"{Page.Scroll("The newest calls")}<table><thead><tr><th>The newest</th><th>When</th><th>Ended</th></tr></thead><tbody>"
            );
            foreach (var call in calls)
                text.Append(
                    $"<tr><td><code>{Page.Text(Of(call, "action"))}</code></td><td>{Page.Time(Of(call, "at"))}</td><td>{Page.Text(Of(call, "ended"))}</td></tr>"
                );
            text.Append("</tbody></table></div>");
        }
        text.Append(
            $"<details><summary>The rule and its examples</summary><pre>{Visible.Html(Of(proposal, "when"))}\n\n{Visible.Html(proposal.GetProperty("save").GetRawText())}</pre></details>"
                + $"<form method=\"post\" class=\"decide\"><input type=\"hidden\" name=\"template\" value=\"{Page.Text(Of(proposal, "template"))}\">"
                + "<button class=\"main\" name=\"mode\" value=\"on\">Save it and turn it on</button> <button name=\"mode\" value=\"log_only\">Save it and only watch</button></form>"
        );
    }
}

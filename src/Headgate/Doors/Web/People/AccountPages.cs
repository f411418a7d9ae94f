using System.Text;
using System.Text.Json;
using Headgate.Doors.OAuth;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;
using static Headgate.Doors.Web.ApprovalPages;

namespace Headgate.Doors.Web.People;

/// <summary>One's own account: what one signs in with, and where one is signed in.</summary>
internal sealed class AccountPages(Site site)
{
    /// <summary>How long after signing in the ways in can be changed; the action has the last word.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(14);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/account", (Delegate)((HttpContext http) => Show(http, null)));
        app.MapForm(site, "/account/sessions", http => Change(http, "users.end_session", "session"));
        app.MapForm(site, "/account/factors", http => Change(http, "users.remove_factor", "factor"));
    }

    /// <summary>The person, with what they sign in with; nothing, and the answer, for whoever is not signed in, or not recently enough to change that.</summary>
    public static async Task<(Verified By, Claimant Who, IResult? Instead)> Recently(HttpContext http, Site site)
    {
        if (
            await SignIn.Person(http, site) is not { } person
            || await site.SignIns.ById(person.By.Person, http.RequestAborted) is not { } who
        )
            return (null!, null!, Page.SignInFirst());
        // Of the person, for this session.
        who = who with
        {
            By = person.By,
        };
        if (who.Factors.Count == 0 || person.Times.Made + Recent > site.Time.GetUtcNow())
            return (person, who, null);
        Returning.Remember(http, site, http.Request.Path);
        return (
            person,
            who,
            Page.Html(
                "Sign in again",
                Page.Header(person.By)
                    + "<h2>Sign in again</h2><p>What you sign in with is changed within a quarter of an hour of signing in, so that a browser left open is not enough.</p><p><a class=\"button\" href=\"/sign-in\">Sign in</a></p>"
            )
        );
    }

    private async Task<IResult> Show(HttpContext http, string? said)
    {
        Page.Guard(http);
        if (await SignIn.Person(http, site) is not { } person)
            return Page.SignInFirst();
        var me = await Ask(person, "users.whoami", new { });
        var factors = await Ask(person, "users.factors", new { });
        var sessions = await Ask(person, "users.sessions", new { });
        StringBuilder text = new(Page.Header(person.By));
        if (said is not null)
            text.Append($"<p class=\"wrong\" role=\"alert\">{Page.Text(said)}</p>");
        text.Append(
            $"<h2>Account</h2><dl><dt>Name</dt><dd>{Page.Text(Of(me, "name"))}</dd><dt>E-mail</dt><dd>{Page.Text(Of(me, "email"))}</dd><dt>Role</dt><dd>{Page.Text(Of(me, "role"))}</dd><dt>Sees</dt><dd>records of: {Page.Text(Of(me, "sees"))}</dd></dl>"
        );
        Factors(text, factors, http.Request.Query["new"] == "1");
        Sessions(text, sessions);
        return Page.Html("Account", text.ToString());
    }

    private static void Factors(StringBuilder text, JsonElement factors, bool isNew)
    {
        var items = factors.GetProperty("items").EnumerateArray().ToList();
        text.Append("<h2>How you sign in</h2>");
        if (items.Count == 0)
            text.Append(
                $"<p>With links that are good once, so far. {(isNew ? "You are in; so that you come in the next time without asking anybody, choose one:" : "Choose something of your own:")}</p>"
            );
        else
            text.Append(
                "<div class=\"scroll\"><table><thead><tr><th>What</th><th>Added</th><th>Last used</th><th><span class=\"soft\">Remove</span></th></tr></thead><tbody>"
            );
        foreach (var factor in items)
        {
            var name = Of(factor, "kind") == "passkey" ? $"Passkey {Of(factor, "name")}" : "Password and authenticator";
            text.Append(
                $"<tr><td>{Page.Text(name)}</td><td>{Page.Time(Of(factor, "added"))}</td><td>{Used(factor)}</td><td>{Button("/account/factors", "factor", Of(factor, "id"), $"Remove {name}", "Remove")}</td></tr>"
            );
        }
        if (items.Count > 0)
            text.Append("</tbody></table></div>");
        var hasPassword = items.Any(f => Of(f, "kind") == "password");
        if (hasPassword)
            text.Append($"<p>{Of(factors, "recovery_codes_left")} recovery codes are left; changing the password gives ten new ones.</p>");
        text.Append(
            $"<p><a class=\"button\" href=\"/account/passkey\">Add a passkey</a> <a class=\"button\" href=\"/account/password\">{(hasPassword ? "Change the password" : "Set a password with an authenticator")}</a>{(isNew ? " <a href=\"/\">Later</a>" : "")}</p>"
        );
    }

    private static void Sessions(StringBuilder text, JsonElement sessions)
    {
        var items = sessions.GetProperty("items").EnumerateArray().ToList();
        text.Append(
            "<h2>Where you are signed in</h2><div class=\"scroll\"><table><thead><tr><th>What</th><th>From</th><th>Opened</th><th>Last used</th><th>Until</th><th>End</th></tr></thead><tbody>"
        );
        foreach (var session in items)
        {
            var what = Of(session, "kind") switch
            {
                "person" => "Token for the command line",
                "link" => "Sign-in link, not used yet",
                _ => "Browser",
            };
            var by = session.TryGetProperty("made_by", out var maker) ? $"<br>by a link of {Page.Text(Of(maker, "name"))}" : "";
            text.Append(
                $"<tr><td>{what}{by}</td><td>{Page.Text(Of(session, "device"))}</td><td>{Page.Time(Of(session, "opened"))}</td><td>{Used(session)}</td><td>{Page.Time(Of(session, "expires"))}</td>"
                    + $"<td>{(Of(session, "current") == "true" ? "<strong>this one</strong>" : Button("/account/sessions", "session", Of(session, "id"), $"End {what}, opened {Of(session, "opened")}", "End"))}</td></tr>"
            );
        }
        text.Append("</tbody></table></div>");
        if (items.Count > 1)
            text.Append(
                $"<div class=\"after\">{Button("/account/sessions", "session", "others", "End all others", "End all others")}</div>"
            );
    }

    private static string Used(JsonElement it) => Of(it, "last_used") is { Length: > 0 } at ? Page.Time(at) : "";

    private static string Button(string action, string field, string value, string label, string says) =>
        $"<form method=\"post\" action=\"{action}\"><button name=\"{field}\" value=\"{Page.Text(value)}\" aria-label=\"{Page.Text(label)}\">{says}</button></form>";

    private async Task<IResult> Change(HttpContext http, string action, string field)
    {
        if (await SignIn.Person(http, site) is not { } person)
            return Page.SignInFirst();
        var form = await PageForm.Read(http);
        var value = form.Text(field, 100);
        var outcome = await site.Pass(
            person.By,
            Door.Web,
            action,
            JsonSerializer.SerializeToElement(
                value == "others" ? [] : new Dictionary<string, string>(StringComparer.Ordinal) { [field] = value }
            ),
            cancel: http.RequestAborted
        );
        site.Credentials.Forget();
        if (outcome.Refusal is { } refusal)
            return await Show(http, $"{refusal.Why} {refusal.Do}");
        http.Response.Headers.Location = "/account";
        return Results.StatusCode(303);
    }

    private async Task<JsonElement> Ask(Verified person, string action, object arguments)
    {
        var outcome = await site.Pass(person.By, Door.Web, action, JsonSerializer.SerializeToElement(arguments));
        return outcome.Refusal is null ? JsonElement.Parse(outcome.Json.Span) : JsonElement.Parse("{\"items\":[]}"u8);
    }
}

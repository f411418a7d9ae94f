using System.Buffers.Text;
using System.Text.Json;
using Headgate.Hosting;
using Headgate.Store;
using Microsoft.AspNetCore.Identity;

namespace Headgate.Doors.Web.People;

/// <summary>Adds a passkey to one's account.</summary>
internal sealed class PasskeyPages(Site site, Passkeys passkeys)
{
    private const int LongestAnswer = 20_000;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/account/passkey", (Delegate)Show);
        app.MapForm(site, "/account/passkey", Save);
        app.MapForm(site, "/account/passkey/localhost", Move);
    }

    private async Task<IResult> Show(HttpContext http)
    {
        Page.Guard(http, script: true);
        var (_, who, instead) = await AccountPages.Recently(http, site);
        return instead ?? await Form(http, who, null);
    }

    private async Task<IResult> Form(HttpContext http, Claimant who, string? wrong)
    {
        var body = Page.Header(who.By) + "<h2>Add a passkey</h2>";
        if (wrong is not null)
            body += $"<p class=\"wrong\" role=\"alert\">{Page.Text(wrong)}</p>";
        if (passkeys.WhyNot(http) is { } why)
            return Page.Html(
                "Add a passkey",
                $"{body}<p>{Page.Text(why)}</p><form method=\"post\" action=\"/account/passkey/localhost\"><button class=\"main\">Make a link to there</button></form><p><a href=\"/account\">Back</a></p>"
            );
        var (options, state) = await passkeys.Creation(http, who);
        const string Name =
            "<label class=\"field\" for=\"name\">What you call it</label><input id=\"name\" name=\"name\" type=\"text\" required maxlength=\"60\" placeholder=\"laptop, phone, key ring\">";
        return Page.Html(
            "Add a passkey",
            body
                + "<p>Your device keeps a key that answers for you alone, after your finger, face or PIN. Nothing that could be stolen is kept here.</p>"
                + PasskeySignIn.FormOf("create", "/account/passkey", "Make the passkey", options, state, Name)
                + "<p><a href=\"/account\">Back</a></p>",
            wrong is null ? 200 : 422
        );
    }

    private async Task<IResult> Save(HttpContext http)
    {
        Page.Guard(http, script: true);
        var (_, who, instead) = await AccountPages.Recently(http, site);
        if (instead is not null)
            return instead;
        var form = await PageForm.Read(http);
        var made = await passkeys.Created(http, who, form.Text("credential", LongestAnswer), form.Text("state", LongestAnswer));
        if (made is not var (key, challenge))
            return await Form(http, who, "The passkey's answer was not good, or this page was older than five minutes. Try again.");
        var outcome = await site.Pass(
            who.By,
            Gate.Door.Web,
            "users.add_passkey",
            JsonSerializer.SerializeToElement(
                new
                {
                    name = form.Text("name", 60) is { Length: > 0 } name ? name : "passkey",
                    key_id = Base64Url.EncodeToString(key.CredentialId),
                    public_key = Base64Url.EncodeToString(key.PublicKey),
                    counter = (long)key.SignCount,
                    flags = Flags(key),
                    challenge,
                }
            ),
            cancel: http.RequestAborted
        );
        if (outcome.Refusal is { } refusal)
            return await Form(http, who, $"{refusal.Why} {refusal.Do}");
        http.Response.Headers.Location = "/account";
        return Results.StatusCode(303);
    }

    // A session belongs to the name that it was opened under; a link carries it to the other one.
    private async Task<IResult> Move(HttpContext http)
    {
        if (await SignIn.Person(http, site) is not { } person || passkeys.WhyNot(http) is null || site.Settings.Url is not null)
            return Page.SignInFirst();
        var outcome = await site.Pass(
            person.By,
            Gate.Door.Web,
            "users.link",
            JsonSerializer.SerializeToElement(new { person = "me" }),
            cancel: http.RequestAborted
        );
        if (outcome.Refusal is { } refusal)
            return Page.Html("Refused", Page.Header(person.By) + $"<p>{Page.Text(refusal.Why)} {Page.Text(refusal.Do)}</p>", 403);
        var link = JsonElement.Parse(outcome.Json.Span).GetProperty("sign_in_link").GetString();
        return Page.Html(
            "Go on there",
            Page.Header(person.By)
                + $"<h2>Go on there</h2><p><a class=\"button\" href=\"http://localhost:{http.Request.Host.Port}/sign-in/{Page.Text(link)}\">Sign in at localhost</a></p><p>Your passkey works at that name; sign in there from now on.</p>"
        );
    }

    private static string Flags(UserPasskeyInfo key) =>
        string.Join(
            ' ',
            (
                (string?[])[key.IsBackupEligible ? PasskeyStore.Eligible : null, key.IsBackedUp ? PasskeyStore.BackedUp : null]
            ).OfType<string>()
        );
}

using System.Text;
using System.Text.Json;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Web.People;

/// <summary>Sets a password, and with the first one, or when asked for, an authenticator: its code shows that it works before anything is kept.</summary>
internal sealed class PasswordPages(Site site, Passwords passwords, SignInTries tries)
{
    private const int LongestKey = 400;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/account/password", (Delegate)Show);
        app.MapForm(site, "/account/password", Save);
    }

    private async Task<IResult> Show(HttpContext http)
    {
        Page.Guard(http);
        var (_, who, instead) = await AccountPages.Recently(http, site);
        return instead ?? Form(who, NeedsKey(http, who) ? NewKey(who) : null, []);
    }

    private async Task<IResult> Save(HttpContext http)
    {
        var (_, who, instead) = await AccountPages.Recently(http, site);
        if (instead is not null)
            return instead;
        var form = await PageForm.Read(http);
        var (password, again, code) = (
            form.Text("password", Passwords.Longest + 1),
            form.Text("again", Passwords.Longest + 1),
            form.Text("code", 20)
        );
        var key = form.Text("key", LongestKey);
        Dictionary<string, string> wrong = new(StringComparer.Ordinal);
        if (Passwords.Wrong(password, again, who) is { } why)
            wrong["password"] = why;
        var step = await StepOf(http, who, key, code);
        if (step is null)
            wrong["code"] = "This is not the code that the authenticator shows now.";
        if (wrong.Count > 0)
            return Form(who, key.Length > 0 ? key : null, wrong);
        var hash = site.Seal(await passwords.Hash(password, http.RequestAborted), Claimant.SealedFor(who.By));
        var outcome = await site.Pass(
            who.By,
            Door.Web,
            "users.set_password",
            JsonSerializer.SerializeToElement(
                key.Length > 0
                    ? (object)
                        new
                        {
                            secret = hash,
                            authenticator = key,
                            step,
                        }
                    : new { secret = hash, step }
            ),
            cancel: http.RequestAborted
        );
        site.Credentials.Forget();
        if (outcome.Refusal is { } refusal)
            return Form(who, key.Length > 0 ? key : null, new() { ["code"] = $"{refusal.Why} {refusal.Do}" });
        return Page.Html(
            "Recovery codes",
            Page.Header(who.By) + Codes(JsonElement.Parse(outcome.Json.Span).GetProperty("recovery_codes").GetString()!)
        );
    }

    // The code of the authenticator that is there is one of a million: whoever holds the browser alone does not guess it.
    private async Task<long?> StepOf(HttpContext http, Claimant who, string key, string code)
    {
        if (key.Length == 0 && !await tries.Allows(http, who.By.Tenant, tries.Named(who.Email)))
            return null;
        var bound = Claimant.SealedFor(who.By);
        var plain =
            key.Length > 0 ? site.Unseal(key, bound)
            : who.The(Factor.Totp) is { } totp ? site.Unseal(totp.Secret, bound)
            : null;
        return plain is null ? null : Totp.Find(Convert.FromBase64String(plain), code, site.Time.GetUtcNow());
    }

    private static bool NeedsKey(HttpContext http, Claimant who) =>
        who.The(Factor.Totp) is null || http.Request.Query["authenticator"] == "new";

    private string NewKey(Claimant who) => site.Seal(Convert.ToBase64String(Totp.NewKey()), Claimant.SealedFor(who.By));

    private IResult Form(Claimant who, string? key, Dictionary<string, string> wrong)
    {
        StringBuilder text = new(Page.Header(who.By));
        text.Append(
            $"<h2>{(who.The(Factor.Password) is null ? "Set a password" : "Change the password")}</h2><form method=\"post\" action=\"/account/password\">"
        );
        Field(
            text,
            "password",
            "New password",
            $"type=\"password\" autocomplete=\"new-password\" minlength=\"{Passwords.Shortest}\" maxlength=\"{Passwords.Longest}\"",
            wrong
        );
        text.Append(
            $"<p class=\"soft\">At least {Passwords.Shortest} characters; a few words that only you would put together are best.</p>"
        );
        Field(text, "again", "The same once more", "type=\"password\" autocomplete=\"new-password\"", wrong);
        if (key is not null && site.Unseal(key, Claimant.SealedFor(who.By)) is { } plain)
            Authenticator(text, Convert.FromBase64String(plain), key, who.Email);
        Field(
            text,
            "code",
            "The code that your authenticator shows",
            "type=\"text\" inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"20\"",
            wrong
        );
        if (key is null)
            text.Append("<p><a href=\"/account/password?authenticator=new\">Another authenticator</a></p>");
        text.Append("<p><button class=\"main\">Save</button> <a href=\"/account\">Back</a></p><p>Your other sessions end then.</p></form>");
        return Page.Html("Password", text.ToString(), wrong.Count > 0 ? 422 : 200);
    }

    private static void Authenticator(StringBuilder text, byte[] key, string sealedKey, string email)
    {
        var groups = string.Join(' ', Totp.Text(key).Chunk(4).Select(c => new string(c)));
        text.Append(
            $"<fieldset><legend>Your authenticator</legend><p>Point an authenticator on your phone at this picture (any that knows TOTP):</p>{QrCode.Svg(Totp.Address(key, email))}"
                + $"<p>Or type this key into it: <code>{groups}</code></p><p>Or <a href=\"{Page.Text(Totp.Address(key, email))}\">open it on this device</a>.</p><input type=\"hidden\" name=\"key\" value=\"{Page.Text(sealedKey)}\"></fieldset>"
        );
    }

    private static void Field(StringBuilder text, string name, string label, string attributes, Dictionary<string, string> wrong)
    {
        var isWrong = wrong.TryGetValue(name, out var why);
        text.Append($"<label class=\"field\" for=\"{name}\">{label}</label>");
        if (isWrong)
            text.Append($"<p class=\"wrong\" id=\"{name}-wrong\" role=\"alert\">{Page.Text(why)}</p>");
        text.Append(
            $"<input id=\"{name}\" name=\"{name}\" {attributes} required{(isWrong ? $" autofocus aria-invalid=\"true\" aria-describedby=\"{name}-wrong\"" : "")}>"
        );
    }

    private static string Codes(string codes) =>
        "<h2>Recovery codes</h2><p>The password is set. Each of these codes stands once in place of your authenticator's. They are shown this once: print them, or put them where you keep your passwords.</p>"
        + $"<ul class=\"codes\">{string.Concat(codes.Split(' ').Select(c => $"<li>{Page.Text(c)}</li>"))}</ul><p><a class=\"button\" href=\"/\">I have them</a></p>";
}

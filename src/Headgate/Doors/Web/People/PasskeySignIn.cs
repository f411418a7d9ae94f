using Headgate.Hosting;

namespace Headgate.Doors.Web.People;

/// <summary>Signing in with a passkey: the browser's answer, verified, opens a session.</summary>
internal sealed class PasskeySignIn(Site site, Passkeys passkeys)
{
    private const int LongestAnswer = 20_000;
    private static readonly byte[] Script = Read();

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapForm(site, "/sign-in/passkey", Answer);
        app.MapGet("/passkey.js", (Delegate)(() => Results.Bytes(Script, "text/javascript")));
    }

    /// <summary>The button and what the script needs; a sentence where there are no passkeys.</summary>
    public async Task<string> Form(HttpContext http)
    {
        if (passkeys.WhyNot(http) is { } why)
            return $"<p>{Page.Text(why)}</p>";
        var (options, state) = await passkeys.Request(http);
        return FormOf("get", "/sign-in/passkey", "Sign in with a passkey", options, state, "");
    }

    /// <summary>A form that the script fills in. Without the script it stays hidden, and the page says so.</summary>
    public static string FormOf(string verb, string action, string button, string options, string state, string fields) =>
        $"<noscript><p>A passkey needs a script of ours, which your browser does not run; everything else works without.</p></noscript>"
        + $"<form method=\"post\" action=\"{action}\" data-passkey=\"{verb}\" data-options=\"{Page.Text(options)}\">{fields}"
        + $"<input type=\"hidden\" name=\"state\" value=\"{Page.Text(state)}\"><input type=\"hidden\" name=\"credential\">"
        + $"<p class=\"wrong\" role=\"alert\" hidden>The browser gave no passkey. Try again, or use another way.</p><p><button class=\"main\">{button}</button></p></form>"
        + "<script src=\"/passkey.js\" defer></script>";

    private async Task<IResult> Answer(HttpContext http)
    {
        var form = await PageForm.Read(http);
        var signed = await passkeys.Signed(http, form.Text("credential", LongestAnswer), form.Text("state", LongestAnswer));
        if (signed is not var (who, key, challenge) || PasskeyStore.Kept(who, key.CredentialId) is not { } kept)
            return Wrong();
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["factor"] = kept.Id,
            ["counter"] = (long)key.SignCount,
            ["challenge"] = challenge,
            ["device"] = Device.Of(http, site),
        };
        return await PasswordSignIn.Enter(http, site, who.By, arguments) ?? Wrong();
    }

    private static IResult Wrong() =>
        Page.Html("Sign in", SignInForm.Body(null, "", "This passkey is not known here, or its answer was not good. Try again."), 403);

    private static byte[] Read()
    {
        using var stream = typeof(PasskeySignIn).Assembly.GetManifestResourceStream("Headgate.Doors.Web.People.passkey.js")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

using System.Text.Json;
using Headgate.Doors.OAuth;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Web.People;

/// <summary>
/// Signing in with e-mail, password and code, all at once: what is wrong of them nobody is told, and an address that nobody has is treated as one that somebody
/// has, down to the work.
/// </summary>
internal sealed class PasswordSignIn(Site site, Passwords passwords, SignInTries tries, PasskeySignIn passkeys)
{
    private const int LongestEmail = 254;
    private readonly Rates _rates = new(120);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", (Delegate)Show);
        app.MapForm(site, "/sign-in", Answer);
    }

    private async Task<IResult> Show(HttpContext http)
    {
        Page.Guard(http, script: true);
        return Page.Html("Sign in", SignInForm.Body(await passkeys.Form(http), ""));
    }

    private async Task<IResult> Answer(HttpContext http)
    {
        if (!_rates.Lets(http))
            return Wrong("", SignInForm.TooMany, 429);
        var form = await PageForm.Read(http);
        var (email, password, code) = (form.Text("email", LongestEmail), form.Text("password", Passwords.Longest), form.Text("code", 40));
        var named = tries.Named(email);
        var known = await site.SignIns.ByEmail(email, http.RequestAborted);
        if (!await tries.Allows(http, known.Count > 0 ? known[0].By.Tenant : null, named))
            return Wrong(email, SignInForm.TooMany, 429);
        var proof = await Proof(known, password, code, http.RequestAborted);
        if (proof is not var (who, arguments))
            return Wrong(email, SignInForm.Wrong, 403);
        arguments["named"] = named;
        arguments["device"] = Device.Of(http, site);
        return await Enter(http, site, who.By, arguments) ?? Wrong(email, SignInForm.Wrong, 403);
    }

    /// <summary>Opens the session, if the proof is still good; nothing when it is not.</summary>
    public static async Task<IResult?> Enter(HttpContext http, Site site, Principal who, Dictionary<string, object?> arguments)
    {
        var outcome = await site.Pass(
            who,
            Door.Web,
            "users.sign_in",
            JsonSerializer.SerializeToElement(arguments),
            cancel: http.RequestAborted
        );
        if (outcome.Ended != Ended.Done)
            return null;
        // A session that the browser had before does not live on beside the new one.
        if (await SignIn.Person(http, site) is { } before)
            await site.Pass(before.By, Door.Web, "users.close_session", JsonElement.Parse("{}"u8), cancel: http.RequestAborted);
        site.Credentials.Forget();
        SessionCookie.Give(http, site, JsonElement.Parse(outcome.Json.Span));
        http.Response.Headers.Location = Returning.Take(http, site);
        return Results.StatusCode(303);
    }

    private async Task<(Claimant Who, Dictionary<string, object?> Arguments)?> Proof(
        IReadOnlyList<Claimant> known,
        string password,
        string code,
        CancellationToken cancel
    )
    {
        (Claimant, Dictionary<string, object?>)? proof = null;
        foreach (var candidate in known.DefaultIfEmpty())
        {
            var kept = candidate?.The(Factor.Password);
            var isRight = await passwords.Verify(kept is null ? null : Opened(candidate!, kept), password, cancel);
            if (candidate is not null && CodeOf(candidate, code) is { } second && isRight)
                proof ??= (candidate, new Dictionary<string, object?>(second, StringComparer.Ordinal) { ["factor"] = kept!.Id });
        }
        return proof;
    }

    private Dictionary<string, object?>? CodeOf(Claimant candidate, string code)
    {
        if (RecoveryCode.Hash(code) is { } hash)
            return candidate.Factors.FirstOrDefault(f => f.Kind == Factor.Recovery && f.Secret == hash) is { } recovery
                ? new() { ["code"] = recovery.Id }
                : null;
        return
            candidate.The(Factor.Totp) is { } totp
            && Opened(candidate, totp) is { } key
            && Totp.Find(Convert.FromBase64String(key), code, site.Time.GetUtcNow()) is { } step
            ? new() { ["code"] = totp.Id, ["counter"] = step }
            : null;
    }

    private string? Opened(Claimant candidate, KeptFactor factor) => site.Unseal(factor.Secret, Claimant.SealedFor(candidate.By));

    private static IResult Wrong(string email, string why, int status) => Page.Html("Sign in", SignInForm.Body(null, email, why), status);
}

using System.Globalization;
using System.Text.Json;
using Headgate.Doors.Web;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;
using Microsoft.AspNetCore.Http.Extensions;

namespace Headgate.Doors.OAuth;

/// <summary>The authorization endpoint: a person who is signed in is asked, and the answer goes back to the client (OAuth 2.1, section 4.1).</summary>
internal static class Authorization
{
    private const int PerMinute = 300;

    public static void Map(IEndpointRouteBuilder app, Site site)
    {
        // A person asks and answers a few times a minute; whoever does more is a program that tries something.
        var (asked, answered) = (new Rates(PerMinute), new Rates(PerMinute));
        app.MapGet("/oauth/authorize", (Delegate)((HttpContext http) => asked.Lets(http) ? Ask(http, site) : TooOften(http)));
        // The form's seal is for this session alone besides.
        app.MapForm(site, "/oauth/authorize", http => answered.Lets(http) ? Answer(http, site) : TooOften(http));
    }

    private static async Task<IResult> Ask(HttpContext http, Site site)
    {
        Page.Guard(http);
        if (await SignIn.Person(http, site) is not { } person)
            return First(http, site);
        AuthorizationRequest request;
        try
        {
            request = await AuthorizationRequest.Of(http, site, person.By);
        }
        catch (OAuthError error)
        {
            return Stopped(person.By, error.Message);
        }
        try
        {
            request = request.Asking(http.Request.Query, person.By);
        }
        catch (OAuthError error)
        {
            return Back(http, request, ("error", error.Error), ("error_description", OAuthError.Ascii(error.Message)));
        }
        // Browsers hold the answer of a form to the policy of its page, and it leads to the client.
        http.Response.Headers.ContentSecurityPolicy = http
            .Response.Headers.ContentSecurityPolicy.ToString()
            .Replace("form-action 'self'", $"form-action 'self' {RedirectUri.Origin(request.Redirect)}", StringComparison.Ordinal);
        return Page.Html("Let a client in", Page.Header(person.By) + ConsentPage.Body(site, person, request));
    }

    private static async Task<IResult> Answer(HttpContext http, Site site)
    {
        if (await SignIn.Person(http, site) is not { } person)
            return Page.SignInFirst();
        var form = await PageForm.Read(http);
        if (AuthorizationRequest.Unseal(site, person, form["request"].ToString()) is not { } request)
            return Stopped(person.By, "This page is older than ten minutes, or it is not yours. Begin again in the client.", 403);
        if (form["decision"] != "allow")
            return Back(http, request, ("error", "access_denied"), ("error_description", "The person said no."));
        var scopes = Scopes.TryParse(string.Join(' ', form["scope"].ToArray()), out var ticked, out _)
            ? ticked & request.Possible(person.By)
            : Scope.None;
        if (scopes == Scope.None)
            return Back(http, request, ("error", "access_denied"), ("error_description", "The person ticked no scope."));
        var outcome = await site.Pass(
            person.By with
            {
                Realm = Realm.Production,
            },
            Door.Web,
            "clients.consent",
            Arguments(request, form, scopes),
            new(request.ClientName),
            http.RequestAborted
        );
        if (outcome.Refusal is { } refusal)
            return Back(
                http,
                request,
                ("error", OAuthError.Of(refusal).Error),
                ("error_description", OAuthError.Ascii($"{refusal.Why} {refusal.Do}"))
            );
        var answer = JsonElement.Parse(outcome.Json.Span);
        return answer.TryGetProperty("code", out var code) && code.GetString() is { Length: > 0 } given
            ? Back(http, request, ("code", given))
            : Back(
                http,
                request,
                ("error", "access_denied"),
                (
                    "error_description",
                    "An administrator must let this client act first: headgate agents list, then agents resume NAME. Then connect again."
                )
            );
    }

    private static JsonElement Arguments(AuthorizationRequest request, IFormCollection form, Scope scopes) =>
        JsonSerializer.SerializeToElement(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["client"] = request.Client,
                ["host"] = request.Host,
                ["client_name"] = request.ClientName,
                ["redirect_uri"] = request.Redirect,
                ["challenge"] = request.Challenge,
                ["scopes"] = scopes.Text().Split(' '),
                ["toolsets"] = form["toolset"].ToArray(),
                ["grants"] = form["details"] == "yes" ? ["contact_details"] : Array.Empty<string>(),
                ["environment"] = request.Resource.Realm.ToString().ToLowerInvariant(),
                ["resource"] = request.Path,
                ["ttl"] = ConsentPage.Seconds(form["time"].ToString()),
                ["request"] = request.Id,
            }
                .Where(a => a.Value is not null)
                .ToDictionary()
        );

    // The person's browser comes back here by itself: the link that signs it in finds where it was going.
    private static IResult First(HttpContext http, Site site)
    {
        Returning.Remember(http, site, http.Request.GetEncodedPathAndQuery());
        return Page.Html("Sign in to connect", ConsentPage.First());
    }

    private static Task<IResult> TooOften(HttpContext http)
    {
        Page.Guard(http);
        http.Response.Headers.RetryAfter = "60";
        return Task.FromResult(Page.Html("Too often", "<p>This was asked too often from here. Try again in a minute.</p>", 429));
    }

    private static IResult Stopped(Principal person, string why, int status = 400) =>
        Page.Html("Not connected", Page.Header(person) + $"<h2>Not connected</h2><p class=\"refused\">{Page.Text(why)}</p>", status);

    private static IResult Back(HttpContext http, AuthorizationRequest request, params (string, string)[] parts)
    {
        http.Response.Headers.Location = request.With(parts);
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.StatusCode(303);
    }
}

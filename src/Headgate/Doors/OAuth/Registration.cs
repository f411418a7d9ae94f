using System.Text.Json;
using Headgate.Hosting;

namespace Headgate.Doors.OAuth;

/// <summary>Dynamic client registration (RFC 7591), for clients that have no metadata document. Public clients only, and nothing is kept: see <see cref="Client"/>.</summary>
internal static class Registration
{
    private const int MostUris = 10;
    private const int LongestId = 2000;

    public static void Map(IEndpointRouteBuilder app, Site site)
    {
        var rates = new Rates(300);
        app.MapPost("/oauth/register", (Delegate)((HttpContext http) => Register(http, site, rates)));
    }

    private static async Task<IResult> Register(HttpContext http, Site site, Rates rates)
    {
        OAuthDoor.Open(http);
        http.Response.Headers.CacheControl = "no-store";
        if (!rates.Lets(http))
            throw new OAuthError("temporarily_unavailable", "Too many registrations. Try again in a minute.", 429);
        using var body = await Read(http);
        var said = body.RootElement;
        if (said.ValueKind != JsonValueKind.Object)
            throw Wrong("The body must be a JSON object.");
        var uris = Texts(said, "redirect_uris");
        if (uris.Count is 0 or > MostUris)
            throw new OAuthError("invalid_redirect_uri", $"redirect_uris must name one to {MostUris} addresses.");
        if (uris.FirstOrDefault(u => !RedirectUri.IsFit(u)) is { } unfit)
            throw new OAuthError(
                "invalid_redirect_uri",
                $"{Gate.Text.Shown(unfit)}: use https, http on 127.0.0.1, [::1] or localhost, or a scheme of your own with a dot in it; no fragment."
            );
        Only(said, "grant_types", ["authorization_code", "refresh_token"]);
        Only(said, "response_types", ["code"]);
        var name = Client.NameOf(Text(said, "client_name"), RedirectUri.HostOf(uris[0]) ?? "A program on this computer");
        var id = Client.Register(site, name, uris);
        if (id.Length > LongestId)
            throw Wrong("This is too much to register. Give fewer or shorter redirect_uris.");
        return Results.Json(
            new
            {
                client_id = id,
                client_name = name,
                redirect_uris = uris,
                // A secret that a program on somebody's machine carries is none: whatever it asks for, it is a public client, bound by PKCE.
                token_endpoint_auth_method = "none",
                grant_types = new[] { "authorization_code", "refresh_token" },
                response_types = new[] { "code" },
            },
            statusCode: 201
        );
    }

    private static async ValueTask<JsonDocument> Read(HttpContext http)
    {
        if (http.Request.ContentLength > 16 << 10 || !http.Request.HasJsonContentType())
            throw Wrong("Send one JSON object of at most 16 KiB.");
        var bytes = new byte[(16 << 10) + 1];
        var read = await http.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, http.RequestAborted);
        try
        {
            return read < bytes.Length
                ? JsonDocument.Parse(bytes.AsMemory(0, read), new() { MaxDepth = 16 })
                : throw Wrong("Send at most 16 KiB.");
        }
        catch (JsonException)
        {
            throw Wrong("The body is not valid JSON.");
        }
    }

    // What a client lists beyond what there is, it does without; a client that can use nothing of it is told so.
    private static void Only(JsonElement said, string name, string[] there)
    {
        if (said.TryGetProperty(name, out _) && !Texts(said, name).Any(there.Contains))
            throw Wrong($"{name}: there is {string.Join(" and ", there)}.");
    }

    private static List<string> Texts(JsonElement said, string name) =>
        said.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(u => u.ValueKind == JsonValueKind.String ? u.GetString()! : "")]
            : [];

    private static string Text(JsonElement said, string name) =>
        said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static OAuthError Wrong(string why) => new("invalid_client_metadata", why);
}

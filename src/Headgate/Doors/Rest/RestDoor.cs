using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Doors.Cli;
using Headgate.Doors.Web;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Hosting;
using Headgate.Store;
using Microsoft.AspNetCore.Http.Features;

namespace Headgate.Doors.Rest;

/// <summary>Every action as <c>POST /api/v1/noun/verb</c> with a JSON body; reads also as <c>GET</c> with a query string.</summary>
internal sealed class RestDoor(Site site)
{
    private const long MaxBody = 1 << 20;
    private static readonly JsonElement Empty = JsonElement.Parse("{}"u8);

    public void Map(IEndpointRouteBuilder app)
    {
        app.Map("/api/v1/{noun}/{verb}", (RequestDelegate)Handle);
        app.Map("/sandbox/api/v1/{noun}/{verb}", (RequestDelegate)Handle);
        var description = new Lazy<byte[]>(() => OpenApi.Describe(site));
        app.MapGet("/openapi/v1.json", () => Results.Bytes(description.Value, "application/json"));
    }

    private async Task Handle(HttpContext http)
    {
        var realm = http.Request.Path.StartsWithSegments("/sandbox", StringComparison.Ordinal) ? Realm.Sandbox : Realm.Production;
        if (await Who(http, realm) is not { } by)
            return;
        var id = $"{http.Request.RouteValues["noun"]}.{http.Request.RouteValues["verb"]}";
        // Wire names and aliases are MCP's; here an address has one form.
        var action = site.Catalogue.Find(id);
        if (action is null || action.Id != id || action.Offered == Offered.Inside)
        {
            await RestAnswer.Write(
                http,
                404,
                new Refusal("catalogue.unknown_action", $"There is no action {Text.Shown(id)}.", "See /openapi/v1.json for all of them.")
            );
            return;
        }
        if (await Arguments(http, action) is not { } arguments)
            return;
        var asked = new Asked(Client(http), http.Request.Headers["Idempotency-Key"] is [{ } key] ? key : null);
        var outcome = await site.Pass(by, LocalSocket.Is(http) ? Door.Cli : Door.Rest, id, arguments, asked, http.RequestAborted);
        await RestAnswer.Write(http, outcome);
    }

    private async ValueTask<Principal?> Who(HttpContext http, Realm realm)
    {
        if (LocalSocket.Is(http) && http.Request.Headers.Authorization.Count == 0)
        {
            try
            {
                return await LocalSocket.Operator(http, site);
            }
            catch (StoreException which)
            {
                await RestAnswer.Write(http, 422, new Refusal("cli.organisation", which.Message, "Correct --org."));
                return null;
            }
        }
        if (http.Request.Headers.Authorization.Count == 0 && await SignIn.Person(http, site) is { } person)
        {
            // A cookie travels with a request that another site's page makes; such a page cannot set this header.
            if (!HttpMethods.IsGet(http.Request.Method) && http.Request.Headers["X-Headgate"].Count == 0)
            {
                await RestAnswer.Write(
                    http,
                    403,
                    new Refusal("auth.cross_site", "A call with a cookie needs the header X-Headgate.", "Send X-Headgate: 1.")
                );
                return null;
            }
            return person.By with { Realm = realm };
        }
        return (await Bearer.Demand(http, site, realm))?.By;
    }

    private static async ValueTask<JsonElement?> Arguments(HttpContext http, ActionSpec action)
    {
        if (HttpMethods.IsGet(http.Request.Method) && action.Effect == Effect.Read)
            return FromQuery(http.Request.Query, action);
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = action.Effect == Effect.Read ? "GET, POST" : "POST";
            await RestAnswer.Write(
                http,
                405,
                new Refusal("rest.method", $"{action.Id} is not called with {http.Request.Method}.", "Use POST with a JSON body.")
            );
            return null;
        }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxBody;
        try
        {
            if (http.Request.ContentLength is 0)
                return Empty;
            using var document = await JsonDocument.ParseAsync(http.Request.Body, new() { MaxDepth = 32 }, http.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            await RestAnswer.Write(
                http,
                400,
                new Refusal("schema.not_json", "The body is not valid JSON.", "Send one JSON object with the arguments.")
            );
        }
        catch (BadHttpRequestException unreadable)
        {
            await RestAnswer.Write(
                http,
                unreadable.StatusCode,
                new Refusal("rest.body", "The body cannot be read; it may be over 1 MiB.", "Send a smaller body.")
            );
        }
        return null;
    }

    private static JsonElement FromQuery(IQueryCollection query, ActionSpec action)
    {
        var arguments = new JsonObject();
        foreach (var (name, values) in query)
        {
            var node = action.Takes.Properties.FirstOrDefault(p => p.Name == name)?.Node;
            arguments[name] = node is ListNode list
                ? new JsonArray([.. values.SelectMany(v => (v ?? "").Split(',')).Select(v => (JsonNode?)Value(list.Item, v))])
                : Value(node, values.ToString());
        }
        return JsonSerializer.SerializeToElement(arguments);
    }

    private static JsonValue? Value(Node? node, string text) =>
        node switch
        {
            NumberNode when decimal.TryParse(text, out var number) => JsonValue.Create(number),
            FlagNode when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
            _ => JsonValue.Create(text),
        };

    private static string? Client(HttpContext http) => http.Request.Headers.UserAgent is [{ Length: > 0 } agent, ..] ? agent : null;
}

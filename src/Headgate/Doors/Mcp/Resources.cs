using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>Resources: records, documents and the organisation's own lists, each read by an action through the gate.</summary>
internal sealed class Resources(Site site)
{
    private const string Scheme = "headgate://";

    // What each address reads: the action and its arguments.
    private static readonly IReadOnlyList<(string Noun, string Title, string Action, string Include)> Records =
    [
        ("accounts", "An account with contacts, open opportunities and recent activity", "accounts.get", "contacts,opportunities,activity"),
        ("contacts", "A contact with activity, opportunities and conversations", "contacts.get", "activity,opportunities,conversations"),
        ("opportunities", "An opportunity with changes, activity and contacts", "opportunities.get", "changes,activity,contacts"),
        ("conversations", "A thread with its messages", "conversations.get", ""),
    ];

    public static ListResourcesResult List() =>
        new()
        {
            Resources =
            [
                Json("schema", "Stages, statuses, tags and custom fields of this organisation"),
                Json("guidance", "Rules in force and reasons given that concern this agent"),
            ],
        };

    public static ListResourceTemplatesResult Templates() =>
        new()
        {
            ResourceTemplates =
            [
                .. Records.Select(r => Template(r.Noun + "/{id}", r.Noun, r.Title, "application/json")),
                Template("documents/{id}", "documents", "A document's bytes", null),
                Template("tools/{name}", "tools", "A tool's full schemas and an example", "application/json"),
            ],
        };

    public async ValueTask<ReadResourceResult> Read(Caller caller, string uri, bool modern, CancellationToken cancel)
    {
        var (action, arguments) = Address(uri) ?? throw NotFound(uri, modern);
        var outcome = await site.Pass(
            caller.By,
            Door.Mcp,
            action,
            JsonSerializer.SerializeToElement(arguments),
            new(caller.Client),
            cancel
        );
        if (outcome.Refusal is { } refusal)
            throw refusal.Code is "record.not_found" or "schema.invalid"
                ? NotFound(uri, modern)
                : new McpProtocolException(ToolAnswer.Sentence(refusal), McpErrorCode.InvalidParams);
        var result = new ReadResourceResult { Contents = [Content(uri, action, outcome)] };
        if (modern)
        {
            // A record may change at any moment, and is this caller's alone.
            result.TimeToLive = TimeSpan.Zero;
            result.CacheScope = CacheScope.Private;
        }
        return result;
    }

    private static (string Action, JsonObject Arguments)? Address(string uri)
    {
        if (!uri.StartsWith(Scheme, StringComparison.Ordinal))
            return null;
        var parts = uri[Scheme.Length..].Split('/');
        switch (parts)
        {
            case ["schema"]:
                return ("pipelines.list", new() { ["include"] = new JsonArray("schema") });
            case ["guidance"]:
                return ("pipelines.list", new() { ["include"] = new JsonArray("guidance") });
            case ["tools", var name]:
                return ("catalogue.describe", new() { ["name"] = name });
            case ["documents", var id]:
                return ("documents.bytes", new() { ["id"] = id });
            case [var noun, var id] when Records.FirstOrDefault(r => r.Noun == noun) is { Noun: not null } record:
                var arguments = new JsonObject { ["id"] = id };
                if (record.Include.Length > 0)
                    arguments["include"] = new JsonArray([.. record.Include.Split(',').Select(i => JsonValue.Create(i))]);
                return (record.Action, arguments);
            default:
                return null;
        }
    }

    private static ResourceContents Content(string uri, string action, Outcome outcome)
    {
        var text = Encoding.UTF8.GetString(outcome.Json.Span);
        if (action != "documents.bytes")
            return new TextResourceContents
            {
                Uri = uri,
                MimeType = "application/json",
                Text = text,
            };
        var document = JsonElement.Parse(outcome.Json.Span);
        return BlobResourceContents.FromBytes(
            document.GetProperty("base64").GetBytesFromBase64(),
            uri,
            document.GetProperty("document").GetProperty("media_type").GetString()
        );
    }

    // 2026-07-28 has no code of its own for it; the address lets a client tell it from other wrong parameters.
    private static McpProtocolException NotFound(string uri, bool modern)
    {
        var refusal = new McpProtocolException(
            $"There is no resource {Text.Shown(uri)} that you can see.",
            modern ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound
        );
        refusal.Data["uri"] = uri;
        return refusal;
    }

    private static Resource Json(string name, string title) =>
        new()
        {
            Uri = Scheme + name,
            Name = name,
            Title = title,
            MimeType = "application/json",
        };

    private static ResourceTemplate Template(string path, string name, string title, string? mediaType) =>
        new()
        {
            UriTemplate = Scheme + path,
            Name = name,
            Title = title,
            MimeType = mediaType,
        };
}

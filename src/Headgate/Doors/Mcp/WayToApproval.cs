using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>
/// A held call, where the client can open a page for its person: it is asked to, once, before it gets the held result. What it answers is looked at by nobody:
/// a person decides on the page, behind a sign-in of the person's own.
/// </summary>
internal static class WayToApproval
{
    private const string Key = "approval";

    /// <summary>Whether a client opens pages.</summary>
    public static bool Opens(ClientCapabilities? capabilities) => capabilities?.Elicitation?.Url is not null;

    /// <summary>What to ask a client that opens pages; nothing when the call is not held, or nobody serves the page.</summary>
    public static InputRequiredResult? For(Site site, Principal by, Outcome outcome)
    {
        if (outcome is not { Ended: Ended.Held, Action: { } action })
            return null;
        var held = JsonElement.Parse(outcome.Json.Span);
        if (held.GetProperty("link").GetString() is not { } link || !Uri.IsWellFormedUriString(link, UriKind.Absolute))
            return null;
        return new()
        {
            InputRequests = new Dictionary<string, InputRequest>(StringComparer.Ordinal)
            {
                [Key] = InputRequest.ForElicitation(
                    new()
                    {
                        Mode = "url",
                        ElicitationId = held.GetProperty("approval").GetString(),
                        Url = link,
                        Message =
                            $"{action.Title} waits for a person. The page shows exactly what it would do; whoever may decide signs in there and does.",
                    }
                ),
            },
            RequestState = site.SealState(by, action.Id, outcome.Json),
        };
    }

    /// <summary>The held result, when the client comes back, whatever it brings.</summary>
    /// <exception cref="McpProtocolException">The state is damaged, or somebody else's.</exception>
    public static CallToolResult Back(Site site, Principal by, string name, string state)
    {
        var held = site.Catalogue.Find(name) is { } action ? site.OpenState(by, action.Id, state) : null;
        return held is null
            ? throw new McpProtocolException(
                "requestState is damaged or belongs to another call. Call again without it.",
                McpErrorCode.InvalidParams
            )
            : new()
            {
                Content = [new TextContentBlock { Text = held }],
                StructuredContent = JsonElement.Parse(System.Text.Encoding.UTF8.GetBytes(held)),
            };
    }
}

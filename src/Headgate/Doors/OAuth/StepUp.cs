using Headgate.Doors.Mcp;
using Headgate.Gate;
using Headgate.Hosting;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.OAuth;

/// <summary>
/// A call that a client's grant lacks a scope for, and its person could give: 403 with the scopes of a grant that would do, which are those it has and the one
/// that is missing (MCP 2026-07-28, step-up authorization). The gate refuses the call, and audits it, as it does every other; this door tells it so that
/// the client knows what to ask its person for.
/// </summary>
internal static class StepUp
{
    /// <summary>Whether the message was answered so.</summary>
    public static async ValueTask<bool> Asked(HttpContext http, Site site, Caller caller, Envelope message)
    {
        if (caller.Resource is not { } resource || message is not { IsRequest: true, Method: RequestMethods.ToolsCall })
            return false;
        if (
            Envelope.TextOf(message.Parameters, "name") is not { } name
            || site.Catalogue.Find(name) is not { Offered: Offered.Tool } action
        )
            return false;
        var could = resource.Within & Principal.CeilingOf(caller.By.Role);
        // What no scope opens is refused where every other call is.
        if (action.Toolset != ActionSpec.Core && !caller.By.Toolsets.Contains(action.Toolset))
            return false;
        if (caller.By.Scopes.HasFlag(action.Scope) || !could.HasFlag(action.Scope))
            return false;
        var arguments = Envelope.Part(message.Parameters, "arguments") is { ValueKind: System.Text.Json.JsonValueKind.Object } given
            ? given
            : System.Text.Json.JsonElement.Parse("{}"u8);
        var outcome = await site.Pass(caller.By, Door.Mcp, name, arguments, new(caller.Client), http.RequestAborted);
        if (outcome.Refusal is not { Code: "scopes.missing" } refusal)
            return false;
        var issuer = Issuer.Of(http, site);
        var scopes = (caller.By.Scopes | action.Scope).Text();
        http.Response.Headers.WWWAuthenticate =
            $"Bearer error=\"insufficient_scope\", scope=\"{scopes}\", resource_metadata=\"{resource.Metadata(issuer)}\", error_description=\"{action.Id} needs {action.Scope.Text()}\"";
        await RpcError.Write(http, 403, RpcError.InvalidRequest, $"{refusal.Why} {refusal.Do}", message.RequestId);
        return true;
    }
}

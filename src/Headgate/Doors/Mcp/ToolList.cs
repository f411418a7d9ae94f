using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Guards;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>The tools that a caller may call, in an order that never varies; as objects, and as bytes made once for each set of grants.</summary>
public sealed class ToolList(Catalogue catalogue)
{
    private readonly Dictionary<string, Tool> _tools = catalogue
        .All.Where(a => a.Offered == Offered.Tool)
        .ToDictionary(a => a.Id, Describe, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, byte[]> _bytes = new(StringComparer.Ordinal);

    /// <summary>The list of a caller.</summary>
    public ListToolsResult For(Principal by, RolloutPlan? rollout = null) =>
        new() { Tools = [.. Shown(by, rollout).Select(a => _tools[a.Id])] };

    /// <summary>The members of a 2026-07-28 result, without the braces around them.</summary>
    public byte[] BytesFor(Principal by, RolloutPlan? rollout = null)
    {
        var grant = string.Join(
            ',',
            by.Scopes,
            by.Role,
            string.Join(' ', by.Toolsets.Order(StringComparer.Ordinal)),
            by.Only is null ? "" : string.Join(' ', by.Only.Order(StringComparer.Ordinal)),
            rollout is { Stands: true } && !by.IsPerson
                ? $"{rollout.Week} {rollout.Agent == by.Agent && rollout.Owner == by.Person} {string.Join(' ', rollout.Tools ?? [])} {string.Join(' ', rollout.Open ?? [])}"
                : ""
        );
        // A grant is a handful of scopes and toolsets; should somebody name tools one by one in a thousand ways, begin again.
        if (_bytes.Count > 1000)
            _bytes.Clear();
        return _bytes.GetOrAdd(grant, _ => Write(by, rollout));
    }

    // What the week of the rollout plan does not have is refused when it is called; it is not offered either.
    private IEnumerable<ActionSpec> Shown(Principal by, RolloutPlan? rollout) =>
        catalogue.All.Where(a =>
            a.Offered == Offered.Tool && ScopesGuard.Shows(by, a) && (rollout?.Judge(by, a) is null || Switches.IsStop(a))
        );

    private byte[] Write(Principal by, RolloutPlan? rollout)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var action in Shown(by, rollout))
                JsonSerializer.Serialize(json, _tools[action.Id], ModelContextProtocol.McpJsonUtilities.DefaultOptions);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetBytes(
            $"\"ttlMs\":300000,\"cacheScope\":\"private\",\"resultType\":\"complete\",\"tools\":{Encoding.UTF8.GetString(bytes.ToArray())}"
        );
    }

    private static Tool Describe(ActionSpec action) =>
        new()
        {
            Name = action.WireName,
            Title = action.Title,
            Description = action.Description,
            InputSchema = JsonElement.Parse(SchemaBytes(action.Takes, brief: true)),
            // A hint that repeats the specification's default, or means nothing on a read, is left out.
            Annotations = action.Effect switch
            {
                Effect.Read => new() { ReadOnlyHint = true, OpenWorldHint = false },
                Effect.Send => new() { DestructiveHint = false },
                _ => new()
                {
                    DestructiveHint = action.Destructive ? null : false,
                    IdempotentHint = action.Idempotent ? true : null,
                    OpenWorldHint = false,
                },
            },
        };

    /// <summary>A schema as bytes.</summary>
    internal static byte[] SchemaBytes(Gate.Schemas.Node schema, bool brief)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            schema.Write(json, brief);
        return bytes.ToArray();
    }
}

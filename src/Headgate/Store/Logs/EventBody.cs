using System.Text.Json;

namespace Headgate.Store.Logs;

/// <summary>An event's body beside the columns that it is searched by: the body is what is proven.</summary>
internal static class EventBody
{
    /// <summary>The body.</summary>
    public static JsonElement Read(byte[] body) => JsonElement.Parse(body);

    /// <summary>The first column that says something else than the body; nothing when all agree.</summary>
    public static string? Disagrees(EventColumns row, string tenant)
    {
        var body = Read(row.Body);
        string? Said(string name) =>
            body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        (string Column, string? Kept, string? Said)[] pairs =
        [
            ("tenant", tenant, Said("tenant")),
            // The first form of the body had no id.
            ("id", row.Id, Said("id") ?? row.Id),
            ("at", DateTimeOffset.FromUnixTimeMilliseconds(row.At).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"), Said("at")),
            ("action", row.Action, Said("action")),
            ("actor", row.Actor, Said("agent") ?? Said("on_behalf_of")),
            ("person", row.Person, Said("on_behalf_of")),
            ("run", row.Run, Said("run")),
            ("ended", row.Ended, Said("ended")),
            ("code", row.Code, Said("code")),
            ("door", row.Door, Said("door")),
        ];
        return pairs.FirstOrDefault(p => p.Kept != p.Said).Column;
    }
}

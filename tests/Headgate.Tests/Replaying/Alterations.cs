using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Tests.Approvals;

namespace Headgate.Tests.Replaying;

/// <summary>What somebody could do to a record who has the database and none of the keys.</summary>
internal static class Alterations
{
    /// <summary>Lets the audit be changed at all.</summary>
    public static async Task Open(Office office)
    {
        if (DatabaseOf(office).Dialect == Dialect.Sqlite)
            foreach (
                var trigger in await office.Texts(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_events' AND @tenant <> ''"
                )
            )
                await office.Execute($"DROP TRIGGER {trigger}");
        else
            await office.Execute("ALTER TABLE audit_events DISABLE TRIGGER USER");
    }

    /// <summary>Bodies by event, of one condition.</summary>
    public static async Task<Dictionary<string, JsonObject>> Bodies(Office office, string condition = "")
    {
        await using var view = await DatabaseOf(office).Read(office.Admin.Tenant, CancellationToken.None);
        var rows = await view.Session.Query<Row>(
            $"SELECT id, body FROM audit_events WHERE tenant = @tenant {condition} ORDER BY seq",
            ("tenant", office.Admin.Tenant)
        );
        return rows.ToDictionary(r => r.Id, r => JsonNode.Parse(r.Body)!.AsObject(), StringComparer.Ordinal);
    }

    /// <summary>Writes bodies back.</summary>
    public static Task Write(Office office, IEnumerable<KeyValuePair<string, JsonObject>> bodies) =>
        DatabaseOf(office)
            .Write(
                office.Admin.Tenant,
                async session =>
                {
                    foreach (var (id, body) in bodies)
                        await session.Execute(
                            "UPDATE audit_events SET body = @body WHERE tenant = @tenant AND id = @id",
                            ("tenant", office.Admin.Tenant),
                            ("id", id),
                            ("body", Encoding.UTF8.GetBytes(body.ToJsonString(Relaxed)))
                        );
                    return new(Applied.Done);
                }
            );

    /// <summary>Changes one fact, whichever the dice say.</summary>
    public static void Fact(JsonObject body, Random random)
    {
        List<JsonValue> leaves = [.. Leaves(body["facts"]!)];
        var leaf = leaves[random.Next(leaves.Count)];
        leaf.ReplaceWith(
            leaf.GetValueKind() switch
            {
                JsonValueKind.Number => JsonValue.Create(leaf.GetValue<long>() + 1),
                JsonValueKind.True => JsonValue.Create(false),
                JsonValueKind.False => JsonValue.Create(true),
                _ => JsonValue.Create(leaf.GetValue<string>() + "x"),
            }
        );
    }

    /// <summary>The hash of the facts as they are now.</summary>
    public static void Rehash(JsonObject body) =>
        body["facts_sha256"] = CanonicalJson.Hash(Encoding.UTF8.GetBytes(body["facts"]!.ToJsonString(Relaxed)));

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static IEnumerable<JsonValue> Leaves(JsonNode node) =>
        node switch
        {
            JsonObject members => members.SelectMany(m => Leaves(m.Value!)),
            JsonArray items => items.SelectMany(i => Leaves(i!)),
            _ => [node.AsValue()],
        };

    private static Database DatabaseOf(Office office) => office.Site.WorldOf(Realm.Production).Database;

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public byte[] Body { get; init; } = [];
    }
}

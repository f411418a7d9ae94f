using Headgate.Store;

namespace Headgate.Features.Contacts;

/// <summary>What is marked on a contact: tags by name, and consents. One read for both, since every look at a contact wants them.</summary>
internal sealed record Marks(IReadOnlyList<string> Tags, IReadOnlyList<ConsentShown> Consents)
{
    private const string Select = """
        SELECT 1 AS is_tag, t.name AS name, '' AS sender, '' AS state, 0 AS at
        FROM taggings g JOIN tags t ON t.tenant = g.tenant AND t.id = g.tag_id
        WHERE g.tenant = @tenant AND g.record_id = @contact
        UNION ALL
        SELECT 0, channel, sender, state, at FROM consents WHERE tenant = @tenant AND contact_id = @contact
        ORDER BY 1, 2, 3
        """;

    /// <summary>The marks of a contact that the caller may see.</summary>
    public static async ValueTask<Marks> Of(Reader reader, string contact)
    {
        var rows = await reader.All<Row>(Select, ("contact", contact));
        return new(
            [.. rows.Where(r => r.IsTag == 1).Select(r => r.Name)],
            [.. rows.Where(r => r.IsTag == 0).Select(r => new ConsentShown(r.Name, r.Sender, r.State, Show.Time(r.At)))]
        );
    }

    private sealed class Row
    {
        public long IsTag { get; init; }
        public string Name { get; init; } = "";
        public string Sender { get; init; } = "";
        public string State { get; init; } = "";
        public long At { get; init; }
    }
}

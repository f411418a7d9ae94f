using Headgate.Store;

namespace Headgate.Features.Contacts;

/// <summary>What a contact agreed to on a channel, as answers show it.</summary>
public sealed record ConsentShown(string Channel, string Sender, string State, string At)
{
    /// <summary>The consents of a contact that the caller may see.</summary>
    public static async ValueTask<IReadOnlyList<ConsentShown>> Of(Reader reader, string contact) =>
        [
            .. (
                await reader.All<Row>(
                    "SELECT channel, sender, state, at FROM consents WHERE tenant = @tenant AND contact_id = @contact ORDER BY channel, sender",
                    ("contact", contact)
                )
            ).Select(r => new ConsentShown(r.Channel, r.Sender, r.State, Show.Time(r.At))),
        ];

    private sealed class Row
    {
        public string Channel { get; init; } = "";
        public string Sender { get; init; } = "";
        public string State { get; init; } = "";
        public long At { get; init; }
    }
}

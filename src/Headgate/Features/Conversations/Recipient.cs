using Headgate.Features.Contacts;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Conversations;

/// <summary>Whether and where a contact can be reached on a channel, and from whom a message comes.</summary>
internal static class Recipient
{
    /// <summary>The contact's address or number.</summary>
    /// <exception cref="RefusedException">The contact has none.</exception>
    public static string Address(ContactRow contact, string channel)
    {
        var (address, called) = channel == Channels.Email ? (contact.Email, "e-mail address") : (contact.Phone, "phone number");
        return string.IsNullOrWhiteSpace(address)
            ? throw new RefusedException(
                new(
                    "comms.no_address",
                    $"{contact.Id} has no {called}, so there is nowhere to send to.",
                    $"Add the {called} with contacts_update, or use another channel."
                )
                {
                    Field = "contact_id",
                    Record = contact.Id,
                }
            )
            : address;
    }

    /// <summary>What is known of the contact's consent for the channel; the commit relies on it.</summary>
    /// <exception cref="RefusedException">The contact refused it or took it back.</exception>
    public static async ValueTask<IReadOnlyList<ConsentRow>> Agreed(Reader reader, ContactRow contact, string channel)
    {
        var known = await reader.All<ConsentRow>(
            "SELECT id, version, state FROM consents WHERE tenant = @tenant AND contact_id = @contact AND channel = @channel ORDER BY id",
            ("contact", contact.Id),
            ("channel", channel)
        );
        var no = known.FirstOrDefault(c => c.State is "refused" or "withdrawn");
        return no is null
            ? known
            : throw new RefusedException(
                new(
                    "comms.no_consent",
                    $"{contact.Id} has {no.State} consent to {channel}.",
                    "Do not contact them on this channel; a person records it when they agree again."
                )
                {
                    Field = "contact_id",
                    Record = contact.Id,
                }
            );
    }

    /// <summary>The address or number of the person who sends, if it is known.</summary>
    public static ValueTask<string?> Sender(Reader reader, string channel) =>
        reader.Word(
            channel == Channels.Email
                ? "SELECT email FROM users WHERE tenant = @tenant AND id = @id"
                : "SELECT phone FROM users WHERE tenant = @tenant AND id = @id",
            ("id", reader.By.Person)
        );

    /// <summary>A subject as a mail header takes it.</summary>
    /// <exception cref="RefusedException">It has more than one line.</exception>
    public static string? OneLine(string field, string? text) =>
        text?.AsSpan().ContainsAny('\r', '\n') == true
            ? throw new RefusedException(Refusal.Input(field, "one line", "several lines"))
            : text?.Trim();
}

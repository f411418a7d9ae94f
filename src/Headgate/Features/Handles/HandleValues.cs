using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Features.Conversations;
using Headgate.Features.Lenders;
using Headgate.Gate;
using Headgate.Gate.Detectors;
using Headgate.Gate.Guards;
using Headgate.Store;

namespace Headgate.Features.Handles;

/// <summary>
/// What the handles of a call stand for: read like any other record of the caller's, so that one which is foreign, invisible or made up is not found.
/// </summary>
internal static class HandleValues
{
    private const string Contacts =
        "SELECT c.id, c.version, c.email AS value FROM contacts c WHERE c.tenant = @tenant AND c.merged_into IS NULL AND c.id = @id";
    private const string ContactPhones =
        "SELECT c.id, c.version, c.phone AS value FROM contacts c WHERE c.tenant = @tenant AND c.merged_into IS NULL AND c.id = @id";
    private const string ContactPages =
        "SELECT c.id, c.version, c.linkedin AS value FROM contacts c WHERE c.tenant = @tenant AND c.merged_into IS NULL AND c.id = @id";
    private const string Accounts =
        "SELECT a.id, a.version, a.phone AS value FROM accounts a WHERE a.tenant = @tenant AND a.merged_into IS NULL AND a.id = @id";
    private const string Lenders =
        "SELECT l.id, l.version, l.contact_email AS value FROM lenders l WHERE l.tenant = @tenant AND l.id = @id";
    private const string Senders =
        "SELECT m.id, m.version, m.sender AS value FROM messages m JOIN conversations v ON v.tenant = m.tenant AND v.id = m.conversation_id WHERE m.tenant = @tenant AND m.id = @id";
    private const string Recipients =
        "SELECT m.id, m.version, m.recipient AS value FROM messages m JOIN conversations v ON v.tenant = m.tenant AND v.id = m.conversation_id WHERE m.tenant = @tenant AND m.id = @id";

    /// <summary>What every handle of the call stands for.</summary>
    /// <exception cref="RefusedException">The caller sees no such value, or it does not fit where it is given.</exception>
    public static async ValueTask<IReadOnlyList<HandleValue>> Of(Reader reader)
    {
        List<HandleValue> values = [];
        foreach (var given in reader.Given)
        {
            var (kind, sql) = Sources(reader, given.Handle);
            var row = kind is null ? null : await reader.First<Row>(sql, ("id", given.Handle.Record));
            if (row?.Value is not { Length: > 0 } value)
                throw new RefusedException(Refusal.NotFound(given.Path, given.Handle.ToString()));
            reader.Resolved[given.Handle.ToString()] = value;
            if (!Fits(given, value))
                throw new RefusedException(Unfit(given));
            values.Add(new(given.Path, value, kind!, new(row.Id, row.Version)));
        }
        return values;
    }

    /// <summary>The arguments with the values in their places.</summary>
    public static object Bind(ActionSpec action, Call call, Reader reader, IReadOnlyList<HandleValue> values) =>
        SchemaGuard.Bind(
            action,
            HandleArguments.With(call.Arguments, values.ToDictionary(v => v.Path, v => v.Value, StringComparer.Ordinal))
        )!;

    private static (RecordKind? Kind, string Sql) Sources(Reader reader, Handle handle) =>
        (handle.Kind, handle.Field) switch
        {
            ("contact", "email") => (Contact.Kind, Contacts + reader.Visible("c.owner_id")),
            ("contact", "phone") => (Contact.Kind, ContactPhones + reader.Visible("c.owner_id")),
            ("contact", "linkedin") => (Contact.Kind, ContactPages + reader.Visible("c.owner_id")),
            ("account", "phone") => (Account.Kind, Accounts + reader.Visible("a.owner_id")),
            ("lender", "contact_email") => (Lender.Kind, Lenders),
            ("message", "from") => (ConversationMessage.Kind, Senders + reader.Visible("v.owner_id")),
            ("message", "to") => (ConversationMessage.Kind, Recipients + reader.Visible("v.owner_id")),
            _ => (null, ""),
        };

    private static bool Fits(GivenHandle given, string value)
    {
        var isEmail = EmailForm.IsPlausible(value);
        return given.Node.Takes switch
        {
            "email" => isEmail && value.Length <= given.Node.Max,
            "phone" => !isEmail && value.Length <= given.Node.Max && Detector.Find("tel " + value) is [{ Sort: Sort.Phone }, ..],
            _ => value.Length <= given.Node.Max,
        };
    }

    private static Refusal Unfit(GivenHandle given) =>
        new(
            "classification.handle_unfit",
            $"{given.Path}: what {given.Handle} stands for is no {(given.Node.Takes == "email" ? "e-mail address" : "phone number")}.",
            "Give the handle of a field of the same sort."
        )
        {
            Field = given.Path,
        };

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string? Value { get; init; }
    }
}

using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Agents;

/// <summary>New credentials in a plan: only the hash of the secret, who it is for, what it grants, when it ends.</summary>
internal static class Grant
{
    /// <summary>Shows an agent confidential values: e-mail addresses, phone numbers, cash flow.</summary>
    public const string ContactDetails = "contact_details";

    /// <summary>A credential of a person: a sign-in token, a session, a link.</summary>
    public static Plan Person(
        Plan plan,
        Call call,
        string kind,
        string secret,
        string user,
        TimeSpan life,
        int ordinal = 0,
        string? madeBy = null,
        string? device = null
    ) =>
        plan.Insert(
            Credential.Kind,
            call.NewId("crd", ordinal),
            ("kind", kind),
            ("sha256", Credentials.HashOf(secret)),
            ("user_id", user),
            ("scopes", ""),
            ("toolsets", ""),
            ("realm", "production"),
            ("expires_at", (call.At + life).ToUnixTimeMilliseconds()),
            ("created_at", call.Effective.ToUnixTimeMilliseconds()),
            ("device", device),
            ("made_by", madeBy)
        );

    /// <summary>Who answers for a credential of that person: nobody for one's own; for a colleague's the caller, or whoever let the caller in.</summary>
    public static string? MadeBy(Call call, string user) => call.By.LetInBy ?? (user == call.By.Person ? null : call.By.Person);
}

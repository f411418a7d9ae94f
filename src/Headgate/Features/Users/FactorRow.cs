using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>A factor as the store keeps it.</summary>
public sealed class FactorRow
{
    // What is added or taken away by a session that was opened long ago may be somebody else's wish.
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Kind { get; init; } = "";
    public string? Name { get; init; }
    public string? KeyId { get; init; }
    public long Counter { get; init; }
    public string? MadeBy { get; init; }
    public long? UsedAt { get; init; }
    public long CreatedAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>Whether that person has anything to sign in with but links.</summary>
    public static async ValueTask<bool> Has(Reader reader, string user) =>
        await reader.Number(
            "SELECT COUNT(*) FROM factors WHERE tenant = @tenant AND user_id = @user AND ended_at IS NULL AND kind IN ('password', 'passkey')",
            ("user", user)
        ) > 0;

    /// <summary>What that person has, the oldest first.</summary>
    public static ValueTask<List<FactorRow>> Of(Reader reader, string user) =>
        reader.All<FactorRow>(
            "SELECT id, version, kind, name, key_id, counter, made_by, used_at, created_at, updated_at FROM factors "
                + "WHERE tenant = @tenant AND user_id = @user AND ended_at IS NULL ORDER BY created_at, id",
            ("user", user)
        );

    /// <summary>Refuses to change what somebody signs in with in a session that is not fresh.</summary>
    /// <exception cref="RefusedException">There is something to change, and the session is older.</exception>
    public static async ValueTask NeedRecent(Reader reader, Call call, IReadOnlyList<FactorRow> there)
    {
        if (there.Count == 0)
            return;
        var opened = await reader.Number(
            "SELECT COALESCE(MAX(created_at), 0) FROM credentials WHERE tenant = @tenant AND id = @id AND kind = 'session'",
            ("id", call.By.Credential)
        );
        if (opened < (call.At - Recent).ToUnixTimeMilliseconds())
            throw new RefusedException(
                new(
                    "auth.not_recent",
                    "What you sign in with is changed within 15 minutes of signing in.",
                    "Sign in again, then come back here."
                )
            );
    }

    /// <summary>A new one of the caller's.</summary>
    public static Plan Add(
        Plan plan,
        Call call,
        int ordinal,
        string kind,
        string secret,
        long counter = 0,
        params IEnumerable<(string, object?)> more
    ) =>
        plan.Insert(
            Factor.Kind,
            call.NewId("fac", ordinal),
            [
                ("user_id", call.By.Person),
                ("kind", kind),
                ("secret", secret),
                ("counter", counter),
                ("made_by", call.By.LetInBy),
                .. more,
                .. Columns.Born(call),
            ]
        );

    /// <summary>It ends.</summary>
    public Plan End(Plan plan, Call call) =>
        plan.Update(Factor.Kind, Id, Version, ("ended_at", null, call.Effective.ToUnixTimeMilliseconds()), Columns.Moved(UpdatedAt, call));

    /// <summary>It was used, at that count.</summary>
    public Plan Use(Plan plan, Call call, long counter) =>
        plan.Update(
            Factor.Kind,
            Id,
            Version,
            ("counter", Counter, counter),
            ("used_at", UsedAt, call.Effective.ToUnixTimeMilliseconds()),
            Columns.Moved(UpdatedAt, call)
        );
}

using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>A wish to turn something on that waits for a second person.</summary>
internal sealed class RequestRow
{
    /// <summary>What is asked for when nobody else is to be needed any more: that takes two as well.</summary>
    public const string OnePerson = "one_person";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Reason { get; init; } = "";
    public string AskedBy { get; init; } = "";
    public string? AskedName { get; init; }
    public long ExpiresAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>Those that still wait, the newest first.</summary>
    public static async ValueTask<IReadOnlyList<RequestRow>> Open(Reader reader) =>
        await reader.All<RequestRow>(
            """
            SELECT r.id, r.version, r.name, r.reason, r.asked_by, u.name AS asked_name, r.expires_at, r.updated_at
            FROM switch_requests r LEFT JOIN users u ON u.tenant = r.tenant AND u.id = r.asked_by
            WHERE r.tenant = @tenant AND r.status = 'open' AND r.expires_at > @now ORDER BY r.id DESC LIMIT 100
            """,
            ("now", reader.Now)
        );

    /// <summary>
    /// The second person's word, if it is one: confirms the wish of another person. The first person's wish is written down, and nothing else happens yet.
    /// </summary>
    /// <returns>Whether it may be done now.</returns>
    /// <exception cref="RefusedException">The same person asked already.</exception>
    public static bool Confirm(Plan plan, IReadOnlyList<RequestRow> open, Call call, string name, string reason, OutboundRules rules)
    {
        if (open.FirstOrDefault(r => r.Name == name) is not { } wish)
        {
            Hands.NeedOwn(call);
            plan.Insert(
                OutboundSwitch.Request,
                call.NewId("swr"),
                [
                    ("name", name),
                    ("status", "open"),
                    ("reason", reason),
                    ("asked_by", call.By.Person),
                    ("expires_at", (call.Effective + rules.Confirms).ToUnixTimeMilliseconds()),
                    .. Columns.Born(call),
                ]
            );
            return false;
        }
        Hands.NeedOther(call, wish.AskedBy);
        if (wish.AskedBy == call.By.Person)
            throw new RefusedException(
                new(
                    "kill_switch.second_person",
                    $"You asked for this already; it waits for another person until {Show.Time(wish.ExpiresAt)}.",
                    "Ask another administrator to do the same; that confirms it."
                )
                {
                    Record = wish.Id,
                }
            );
        plan.Update(
            OutboundSwitch.Request,
            wish.Id,
            wish.Version,
            ("status", "open", "confirmed"),
            ("confirmed_by", null, call.By.Person),
            Columns.Moved(wish.UpdatedAt, call)
        );
        return true;
    }

    /// <summary>Off makes void what somebody asked for before.</summary>
    public static void Withdraw(Plan plan, IReadOnlyList<RequestRow> open, Call call, string name)
    {
        foreach (var wish in open.Where(r => r.Name == name || name == Switches.Organisation && r.Name != OnePerson))
            plan.Update(
                OutboundSwitch.Request,
                wish.Id,
                wish.Version,
                ("status", "open", "withdrawn"),
                Columns.Moved(wish.UpdatedAt, call)
            );
    }

    /// <summary>As answers show it.</summary>
    public WaitingShown Shown(string name) => new(name, new(AskedBy, AskedName), Reason, Show.Time(ExpiresAt));
}

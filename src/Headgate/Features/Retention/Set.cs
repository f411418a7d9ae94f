using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Retention;

/// <summary>
/// How long a class stays. What is kept less long is gone, and what is kept longer is known longer: either takes two people, and the first one's word alone
/// changes nothing.
/// </summary>
[Action(
    "retention.set",
    Scope.Admin,
    "Set retention",
    "Sets how many days a class of what is kept of calls stays, with a reason. It stands once a second administrator sets the same.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Set : Feature<Set.Input, RetentionShown>
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    public sealed record Input
    {
        [OneOf("calls", "refusals", "facts")]
        public required string Class { get; init; }

        [Bounds(1, 3650)]
        public required int Days { get; init; }

        [Says("Why; no name"), Bounds(3, 300)]
        public required string Reason { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var of = KeptClass.Of(input.Class);
        var row = (await RetentionRow.All(reader)).FirstOrDefault(r => r.Class == of.Name);
        var stands = RetentionRow.Shown(of, row, call.At);
        if (stands.Days == input.Days && stands.Waiting is null)
            return Answer(stands);
        if (stands.Waiting is not { } wish || wish.Days != input.Days)
        {
            Hands.NeedOwn(call);
            return Answer(Wished(stands, input, call), Wish(row, of, input, call));
        }
        Hands.NeedOther(call, wish.AskedBy.Id);
        if (wish.AskedBy.Id == call.By.Person)
            throw new RefusedException(
                new(
                    "retention.second_person",
                    $"You asked for this already; it waits for another person until {wish.ExpiresAt}.",
                    "Ask another administrator to set the same; that confirms it."
                )
                {
                    Record = row!.Id,
                }
            );
        var plan = new Plan().Update(
            RetentionRule.Kind,
            row!.Id,
            row.Version,
            ("days", row.Days, (long)input.Days),
            ("least_days", row.LeastDays, Math.Min(row.LeastDays, input.Days)),
            ("confirmed_by", row.ConfirmedBy, call.By.Person),
            ("wanted_days", row.WantedDays, null),
            ("expires_at", row.ExpiresAt, null),
            Columns.Moved(row.UpdatedAt, call)
        );
        return Answer(stands with { Days = input.Days, ConfirmedBy = new(call.By.Person, call.By.PersonName), Waiting = null }, plan);
    }

    private static RetentionShown Wished(RetentionShown stands, Input input, Call call) =>
        stands with
        {
            Waiting = new(input.Days, new(call.By.Person, call.By.PersonName), input.Reason.Trim(), Moments.Iso(call.At + Patience)),
        };

    // A wish for something else takes the place of the one that waits.
    private static Plan Wish(RetentionRow? row, KeptClass of, Input input, Call call)
    {
        var expires = (call.At + Patience).ToUnixTimeMilliseconds();
        return row is null
            ? new Plan().Insert(
                RetentionRule.Kind,
                call.NewId("ret"),
                [
                    ("class", of.Name),
                    ("days", (long)KeptClass.UsualDays),
                    ("least_days", (long)KeptClass.UsualDays),
                    ("wanted_days", (long)input.Days),
                    ("reason", input.Reason.Trim()),
                    ("asked_by", call.By.Person),
                    ("expires_at", expires),
                    .. Columns.Born(call),
                ]
            )
            : new Plan().Update(
                RetentionRule.Kind,
                row.Id,
                row.Version,
                ("wanted_days", row.WantedDays, (long)input.Days),
                ("reason", row.Reason, input.Reason.Trim()),
                ("asked_by", row.AskedBy, call.By.Person),
                ("expires_at", row.ExpiresAt, expires),
                Columns.Moved(row.UpdatedAt, call)
            );
    }
}

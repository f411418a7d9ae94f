using Headgate.Features.Records;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Activities;

/// <summary>Something that happened. It moves on when its contact, account and opportunity were last touched.</summary>
[Action(
    "activities.log",
    Scope.Write,
    "Log an activity",
    "Logs a call, e-mail, meeting or other activity that happened with a contact, account or opportunity.",
    Effect = Effect.Write,
    Creates = true,
    Toolset = "activities",
    Aliases = ["log_activity", "log_call"]
)]
public sealed class Log : Feature<Log.Input, Log.Output>
{
    public sealed record Input
    {
        [Id("con", "acc", "opp")]
        public required string RecordId { get; init; }

        [Says("Default call when called as log_call"), OneOf("call", "email", "meeting", "sms", "visit", "other")]
        public string? Kind { get; init; }

        [Bounds(1, 300)]
        public required string Subject { get; init; }

        [Bounds(0, 10000), Class(DataClass.Confidential, Prose = true)]
        public string? Body { get; init; }

        [OneOf("in", "out")]
        public string? Direction { get; init; }

        [Bounds(1, 200)]
        public string? Outcome { get; init; }

        [Says("Default now"), Moment]
        public string? At { get; init; }

        [Says("Seconds"), Bounds(0, 86400)]
        public long? DurationS { get; init; }
    }

    public sealed record Output
    {
        public required ActivityShown Activity { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var kind =
            input.Kind ?? (call.Action == "log_call" ? "call" : throw new RefusedException(Refusal.Input("kind", "a kind", "nothing")));
        var at = call.Moment(input.At) ?? call.At;
        // Clocks of clients are a little off; what is further ahead has not happened.
        if (at > call.At.AddMinutes(5))
            throw new RefusedException(Refusal.Input("at", "a time that is past", Moments.Iso(at)));
        var record = await Target.Need(reader, "record_id", input.RecordId);
        var id = call.NewId("act");
        var plan = new Plan().Insert(
            Activity.Kind,
            id,
            [
                ("kind", kind),
                ("subject", input.Subject.Trim()),
                ("body", input.Body),
                ("direction", input.Direction),
                ("outcome", input.Outcome),
                ("at", at.ToUnixTimeMilliseconds()),
                ("duration_s", input.DurationS),
                ("user_id", call.By.Person),
                ("account_id", record.AccountId),
                ("contact_id", record.ContactId),
                ("opportunity_id", record.OpportunityId),
                .. Columns.Made(call),
                .. Columns.Born(call),
            ]
        );
        var shown = new ActivityShown
        {
            Id = id,
            Kind = kind,
            Subject = input.Subject.Trim(),
            Body = input.Body,
            Direction = input.Direction,
            Outcome = input.Outcome,
            At = Moments.Iso(at),
            DurationS = input.DurationS,
            User = new(call.By.Person, call.By.PersonName),
            Account = NamedIn(record, record.AccountId),
            Contact = NamedIn(record, record.ContactId),
            Opportunity = NamedIn(record, record.OpportunityId),
        };
        return Answer(new Output { Activity = shown }, record.Touch(plan, at), record.Ref);
    }

    private static Named? NamedIn(Target record, string? id) => Named.Of(id, id == record.Id ? record.Name : null);
}

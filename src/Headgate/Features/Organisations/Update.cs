using Headgate.Features.Outbound;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Organisations;

/// <summary>Settings of the organisation that an agent may change. It can turn outbound off, never on.</summary>
[Action(
    "org.update",
    Scope.Admin,
    "Update the organisation",
    "Updates settings; null clears a text. Can turn outbound off, in a call of its own; only a person turns it on.",
    Effect = Effect.Write,
    Idempotent = true
)]
public sealed class Update : Feature<Update.Input, Update.Output>
{
    private static readonly string[] Settings = ["name", "time_zone", "currency", "icp", "qualified", "guidance", "email_signature"];

    public sealed record Input
    {
        [Bounds(1, 200)]
        public string? Name { get; init; }

        [Says("IANA"), Bounds(1, 60)]
        public string? TimeZone { get; init; }

        [Says("ISO 4217"), Bounds(3, 3)]
        public string? Currency { get; init; }

        [Says("The ideal customer, in words"), Bounds(0, 5000)]
        public string? Icp { get; init; }

        [Says("When a lead counts as qualified"), Bounds(0, 5000)]
        public string? Qualified { get; init; }

        [Says("What agents should know"), Bounds(0, 10000)]
        public string? Guidance { get; init; }

        [Bounds(0, 5000)]
        public string? EmailSignature { get; init; }

        [Says("Only off")]
        public string? Outbound { get; init; }

        [Says("What goes off; all without"), OneOf("all", "email", "sms", "call", "agent", "run")]
        public string? OutboundOf { get; init; }

        [Says("Why outbound goes off"), Bounds(3, 300)]
        public string? Reason { get; init; }
        public long? ExpectedVersion { get; init; }
    }

    public sealed record Output
    {
        public required OrganisationShown Organisation { get; init; }
        public required IReadOnlyList<string> Changed { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        var shown = await OrganisationShown.Of(reader, row);
        if (call.Gives("outbound"))
            return await TurnOff(input, call, reader, row, shown);
        foreach (var alone in (string[])["reason", "outbound_of"])
            if (call.Gives(alone))
                throw new RefusedException(Refusal.Input(alone, $"{alone} only together with outbound", $"{alone} alone"));
        Expect.Version(input.ExpectedVersion, row.Id, row.Version);
        foreach (var (name, value) in new[] { ("name", input.Name), ("time_zone", input.TimeZone), ("currency", input.Currency) })
            Expect.Given(call, name, value);
        if (input.Currency is { } currency && !Money.IsCode(currency))
            throw new RefusedException(Refusal.Input("currency", "an ISO 4217 code such as USD", Text.Shown(currency)));
        var edit = new Edit(call)
            .Set("name", row.Name, input.Name?.Trim())
            .Set("time_zone", row.TimeZone, input.TimeZone is { } zone ? Zones.Need("time_zone", zone) : null)
            .Set("currency", row.Currency, input.Currency)
            .Set("icp", row.Icp, input.Icp)
            .Set("qualified", row.Qualified, input.Qualified)
            .Set("guidance", row.Guidance, input.Guidance)
            .Set("email_signature", row.EmailSignature, input.EmailSignature);
        var after = shown with
        {
            Name = edit.Now("name", row.Name)!,
            TimeZone = edit.Now("time_zone", row.TimeZone)!,
            Currency = edit.Now("currency", row.Currency)!,
            Icp = edit.Now("icp", row.Icp),
            Qualified = edit.Now("qualified", row.Qualified),
            Guidance = edit.Now("guidance", row.Guidance),
            EmailSignature = edit.Now("email_signature", row.EmailSignature),
            Version = edit.VersionAfter(row.Version),
        };
        var plan = edit.PlanFor(Organisation.Kind, row.Id, row.Version, row.UpdatedAt);
        return Answer(new Output { Organisation = after, Changed = edit.Names }, plan, new RecordRef(row.Id, row.Version));
    }

    // Off stands alone: no rule about settings can ever hold it up, and no version that somebody else moved can refuse it.
    private static async ValueTask<Decision> TurnOff(Input input, Call call, Reader reader, OrganisationRow row, OrganisationShown shown)
    {
        if (input.Outbound != "off")
            throw Switch.PersonOnly();
        if (Settings.FirstOrDefault(call.Gives) is { } besides)
            throw new RefusedException(Refusal.Input(besides, "no other setting beside outbound", "both"));
        var reason = input.Reason ?? $"Turned off by {call.By.AgentName ?? call.By.PersonName}";
        var name = NameOf(input.OutboundOf, call);
        var (plan, after) = await Off.Turn(reader, call, name, reason);
        if (plan.IsEmpty)
            return Answer(new Output { Organisation = shown, Changed = [] }, new RecordRef(row.Id, row.Version));
        var isAll = name == Switches.Organisation && plan.ChangesOf("organisation", "outbound").Any();
        return Answer(
            new Output
            {
                Organisation = isAll ? shown.With(after) with { Version = row.Version + 1 } : shown,
                Changed = !Switches.TurnedBy(plan).Any() ? [] : [name == Switches.Organisation ? "outbound" : $"outbound of {after.Of}"],
            },
            plan
        );
    }

    private static string NameOf(string? of, Call call) =>
        of switch
        {
            "email" or "sms" or "call" => Switches.Channel(of),
            "agent" => Switches.Agent(
                call.By.Agent ?? throw new RefusedException(Refusal.Input("outbound_of", "an agent that calls", "a person"))
            ),
            "run" => Switches.Run(
                call.Run ?? throw new RefusedException(Refusal.Input("outbound_of", "a call that belongs to a run", "none"))
            ),
            _ => Switches.Organisation,
        };
}

using FsCheck;
using FsCheck.Fluent;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Laws;

public sealed class GateLaws
{
    // Fewer where the same laws are asked thousands of times, as by mutation testing.
    private static readonly int Tries = int.TryParse(Environment.GetEnvironmentVariable("LAWS"), out var asked) ? asked : 150;
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(Tries);

    private static readonly Principal[] Callers =
    [
        Gateway.Agent,
        Gateway.Person,
        Gateway.Agent with
        {
            Scopes = Scope.Read,
        },
        Gateway.Agent with
        {
            Role = Role.Auditor,
        },
        Gateway.Agent with
        {
            Expires = Gateway.Noon,
        },
        Gateway.Agent with
        {
            Tenant = "org_2",
        },
    ];

    /// <summary>Any call to any action by anybody, against a world in which something exists already.</summary>
    private static Arbitrary<(string Action, string Arguments, Principal By)> Calls()
    {
        var actions = new Gateway().Catalogue.All.Select(a => a.Id).Append("no.such").ToArray();
        return (
            from action in Gen.Elements(actions)
            from near in Gen.Elements(true, true, false)
            from fits in ArgumentsOf.Fitting().Generator
            from any in ArgumentsOf.Any().Generator
            from caller in Gen.Elements(Callers)
            select (action, near ? fits : any, caller)
        ).ToArbitrary();
    }

    private static Gateway Populated()
    {
        var gate = new Gateway();
        gate.Pass("contact.create", """{"name":"Ada","email":"a@b.c","idempotency_key":"k1"}""").GetAwaiter().GetResult();
        gate.Scripted.Does = (passage, _) =>
            new(new Nothing(), new Plan().Insert(Kinds.Account, passage.Call.NewId("acc"), ("name", "Acme")));
        return gate;
    }

    [Fact]
    public void A_refused_call_changes_nothing_but_the_audit() =>
        Prop.ForAll(
                Calls(),
                given =>
                {
                    var gate = Populated();
                    var (before, events) = (gate.Ledger.World(), gate.Ledger.Events.Count);
                    var outcome = gate.Pass(given.Action, given.Arguments, given.By).GetAwaiter().GetResult();
                    return gate.Ledger.Events.Count == events + 1
                        && gate.Ledger.Events[^1].Id == outcome.Event
                        && gate.Failures.Count == 0
                        && (
                            outcome.Ended != Ended.Refused
                            || gate.Ledger.World() == before && outcome.Json.IsEmpty && IsComplete(outcome.Refusal)
                        );
                }
            )
            .Check(Quick);

    [Fact]
    public void A_dry_run_changes_nothing_but_the_audit() =>
        Prop.ForAll(
                Calls(),
                given =>
                {
                    var gate = Populated();
                    var before = gate.Ledger.World();
                    var call = gate.Call(given.Action, given.Arguments, given.By) with { DryRun = true };
                    var outcome = gate.Keeper.Pass(call, default).AsTask().GetAwaiter().GetResult();
                    return gate.Ledger.World() == before
                        && gate.Ledger.Events.Count == 2
                        && (outcome.Ended != Ended.Done || outcome.Action!.Effect == Effect.Read);
                }
            )
            .Check(Quick);

    [Fact]
    public void The_same_key_twice_gives_the_same_outcome_and_one_change() =>
        Prop.ForAll(
                ArgumentsOf.Fitting(),
                arguments =>
                {
                    var gate = new Gateway();
                    var first = gate.Pass("contact.create", arguments).GetAwaiter().GetResult();
                    var world = gate.Ledger.World();
                    var second = gate.Pass("contact.create", arguments).GetAwaiter().GetResult();
                    return first.Ended == Ended.Done
                        && second.Ended == Ended.Replayed
                        && gate.Ledger.Rows.Count == 1
                        && gate.Ledger.World() == world
                        && IdOf(first) == IdOf(second);
                }
            )
            .Check(Quick);

    [Fact]
    [Proves(Frameworks.Aisvs, "9.5.3")]
    public void Deciding_the_same_call_twice_gives_the_same_plan_hash() =>
        Prop.ForAll(
                Calls(),
                given =>
                {
                    var gate = Populated();
                    gate.Ledger.Decided.Clear();
                    var call = gate.Call(given.Action, given.Arguments, given.By) with { DryRun = true };
                    gate.Keeper.Pass(call, default).AsTask().GetAwaiter().GetResult();
                    gate.Clock.Now += TimeSpan.FromHours(1);
                    gate.Keeper.Pass(call, default).AsTask().GetAwaiter().GetResult();
                    return gate.Ledger.Decided.Distinct().Count() == Math.Min(1, gate.Ledger.Decided.Count);
                }
            )
            .Check(Quick);

    [Fact]
    public void The_same_intent_an_hour_later_has_the_same_plan_hash() =>
        Prop.ForAll(
                ArgumentsOf.Fitting(),
                arguments =>
                {
                    var gate = new Gateway();
                    for (var i = 0; i < 2; i++, gate.Clock.Now += TimeSpan.FromHours(1))
                        gate.Keeper.Pass(gate.Call("contact.create", arguments) with { DryRun = true }, default)
                            .AsTask()
                            .GetAwaiter()
                            .GetResult();
                    return gate.Ledger.Decided.Count == 2 && gate.Ledger.Decided.Distinct().Count() == 1;
                }
            )
            .Check(Quick);

    [Fact]
    public void What_the_schema_accepts_binds_and_what_it_refuses_gives_one_refusal_with_field_and_next_step() =>
        Prop.ForAll(
                ArgumentsOf.Any(),
                arguments =>
                {
                    var gate = new Gateway();
                    var outcome = gate.Pass("schema.try", arguments).GetAwaiter().GetResult();
                    return gate.Failures.Count == 0
                        && (outcome.Ended == Ended.Done || IsComplete(outcome.Refusal) && outcome.Refusal!.Field is { Length: > 0 });
                }
            )
            .Check(Quick.WithMaxTest(4 * Tries));

    private static bool IsComplete(Refusal? refusal) =>
        refusal is { Code.Length: > 0, Why.Length: > 0, Do.Length: > 0 }
        && refusal.Why.EndsWith('.')
        && refusal.Code.Contains('.', StringComparison.Ordinal);

    private static string? IdOf(Outcome outcome) => Gateway.Json(Gateway.Said(outcome.Json)).GetProperty("id").GetString();
}

using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Tests.Running;

namespace Headgate.Tests.Guards;

/// <summary>Where a proof is owed: everywhere, but where a row here says why not.</summary>
internal static class Applicable
{
    private static readonly string[] UniqueKeys = ["email", "domain"];

    private static readonly IReadOnlyList<(Proof Proof, Func<ActionSpec, Way, bool> Not, string Why)> Rows =
    [
        (Proof.Hidden, (a, w) => w.LeadsTo(a), "the way leads there"),
        (Proof.Scope, (a, _) => a.Scope == Scope.None, "it needs no scope"),
        (Proof.Scope, (a, _) => a.Offered == Offered.People, "an agent is refused before its scopes are looked at"),
        (Proof.Toolset, (a, _) => a.Toolset == ActionSpec.Core, "every grant has the core"),
        (Proof.Toolset, (a, _) => a.Offered == Offered.People, "people need no toolset"),
        (Proof.People, (a, _) => a.Offered != Offered.People, "agents may be granted it"),
        (Proof.Idempotency, (a, _) => a.Effect == Effect.Read, "a read takes no key"),
        (Proof.Idempotency, (a, _) => a.Takes.Properties.Count <= 2, "it takes no arguments that could change under a key"),
        (Proof.Idempotency, (a, _) => a.Id == "orgs.create", "its organisation is new in every call, and keys are an organisation's"),
        (Proof.Idempotency, (a, _) => a.Id == "users.open_session", "a link opens one session, under whatever key"),
        (Proof.Idempotency, (a, _) => a.Id is "policies.enable" or "policies.disable", "its one argument names a policy, and one exists"),
        (Proof.KillSwitch, (a, _) => a.Effect != Effect.Send, "it sends nothing"),
        (Proof.Dedupe, (a, _) => !a.Creates, "it makes no record"),
        (Proof.Dedupe, (a, _) => !a.Takes.Properties.Any(p => UniqueKeys.Contains(p.Name)), "its records have no unique key"),
        (Proof.Similar, (a, _) => !a.Creates, "it makes no record"),
        (Proof.Similar, (a, _) => a.Id == "users.invite", "people are told apart by their address alone"),
        (Proof.Similar, (a, _) => a.Offered == Offered.People, "a person is told what is alike, and decides"),
        (
            Proof.Similar,
            (a, _) => !a.Takes.Properties.Any(p => UniqueKeys.Contains(p.Name)),
            "its records are told apart by nobody's likeness"
        ),
        (Proof.Policy, (a, _) => a.Offered == Offered.People, "policies bind agents; what binds everybody is in the policies' own tests"),
        (Proof.Policy, (a, _) => a.Id == "runs.stop", "nothing holds up whoever stops"),
        (
            Proof.Policy,
            (a, _) => a.Id is "approvals.get" or "runs.get" or "runs.undo",
            "an agent finds its own only; it is refused before its plan is there"
        ),
        (Proof.Breaker, (a, _) => a.Offered == Offered.People, "a person's calls are counted, and pass"),
        (Proof.Breaker, (a, _) => a.Id == "runs.stop", "nothing holds up whoever stops"),
        (Proof.Limits, (a, _) => a.Effect == Effect.Read, "rows are counted over many reads; the limits' own tests show it"),
        (Proof.Limits, (a, _) => a.Offered == Offered.People, "a person has no limits"),
        (Proof.Classification, (a, _) => a.Offered == Offered.People, "a person may write what is regulated"),
        (Proof.Classification, (a, w) => Text(a) is null || !w.TakesArguments(a), "it takes no text"),
        (Proof.Handles, (a, _) => a.Offered == Offered.People, "a person sees by role"),
        (Proof.Handles, (a, _) => a.Id == "approvals.get", "an agent sees no other's; the tests of handles show it for its own"),
        (Proof.Handles, (a, _) => a.Id == "runs.get", "an agent sees no other's runs; what it shows of its own is in the tests of undo"),
        (Proof.Handles, (a, _) => a.Effect != Effect.Read, "what a write answers is shown by the same contract"),
        (Proof.Limits, (a, _) => a.Id == "runs.stop", "nothing holds up whoever stops"),
        (Proof.Rollout, (a, _) => a.Offered == Offered.People, "a person has no weeks"),
        (Proof.Rollout, (a, _) => a.Id == "runs.stop", "nothing holds up whoever stops"),
        (Proof.Rollout, (a, _) => a.Id == "catalogue.describe", "what a tool takes is told in every week"),
        (Proof.DryRun, (a, _) => a.Effect == Effect.Read, "a read changes nothing anyway"),
        (Proof.DryRun, (a, _) => NeverDone(a), "it refuses whoever is in already, dry or not"),
        (Proof.Redact, (a, _) => NeverDone(a), "it refuses whoever is in already, so there is no answer"),
    ];

    // A person who can call these has an organisation and no unused link: the host and the sign-in page call them.
    private static bool NeverDone(ActionSpec action) => action.Id is "orgs.create" or "users.open_session";

    /// <summary>An argument that takes a text, if there is one.</summary>
    public static string? Text(ActionSpec action) =>
        action
            .Takes.Properties.FirstOrDefault(p =>
                p is { Name: not ("cursor" or "idempotency_key"), Node: TextNode { Ids: null, OneOf: null, Format: null, Max: >= 40 } }
            )
            ?.Name;

    /// <summary>Whether the action ends well for a caller who comes this way.</summary>
    public static bool CanBeDone(ActionSpec action, Way way) =>
        way.LeadsTo(action) && !NeverDone(action) && (action.Offered != Offered.People || way.LetsPeopleIn);

    /// <summary>How a call of an agent ends that nothing stands in the way of: what no measure lets pass waits for a person.</summary>
    public static string EndOf(ActionSpec action) => action.Id is "records.merge" or "records.delete" or "users.invite" ? "held" : "done";

    /// <summary>Whether it is owed.</summary>
    public static bool IsOwed(ActionSpec action, Way way, Proof proof)
    {
        if (!way.LeadsTo(action))
            return proof == Proof.Hidden;
        // Where only agents come in, what is for people ends at the first guard.
        if (action.Offered == Offered.People && !way.LetsPeopleIn)
            return proof is Proof.People or Proof.Expired or Proof.Audit;
        return !Rows.Any(r => r.Proof == proof && r.Not(action, way));
    }
}

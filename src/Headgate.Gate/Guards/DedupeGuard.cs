using Headgate.Gate.Grounds;
using Headgate.Gate.Matching;

namespace Headgate.Gate.Guards;

/// <summary>
/// Refuses a plan whose unique keys (e-mail, domain, external id) another record holds, and names that record; the commit claims them. Then weighs new and
/// changed people and companies against those there are.
/// </summary>
public sealed class DedupeGuard(Memory memory) : Guard
{
    private const int MostOfAPerson = 20;
    private const int MostTold = 5;

    // A merge moves keys by the dozen; when none stands in the way, who held them is in its plan.
    private const int MostKept = 20;

    /// <inheritdoc/>
    public override string Name => "dedupe";

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        var holders = await HoldersOf(passage, cancel);
        if (holders.Count > 0)
        {
            var ground = passage.Basis.Dedupe = new() { Holders = holders, Person = passage.Call.By.IsPerson };
            if (ground.OfPlan() is not null)
                return Verdict.Refuse(Held(holders[^1].Key, holders[^1].Id));
        }
        return await JudgeLikeness(passage, cancel);
    }

    // Whoever holds a key of the plan, up to the first that stands in the way.
    private async ValueTask<List<DedupeGround.Holder>> HoldersOf(Passage passage, CancellationToken cancel)
    {
        var (call, plan) = (passage.Call, passage.Decision!.Plan);
        List<DedupeGround.Holder> found = [];
        // Of a chunk the commit looks, which refuses in the same words. To look up thousands of keys here as well would keep the one writer waiting for a tenth of
        // an import.
        if (plan.Claims.Count == 0 || plan.Changes.Count > Plan.MaxChanges && !passage.DryRun)
            return found;
        foreach (var kind in plan.Claims.Where(c => !c.GivenUp).ToLookup(c => c.Kind, StringComparer.Ordinal))
        {
            var holders = await memory.HoldersOf(
                call.By.Tenant,
                kind.Key,
                [.. kind.Select(c => c.Value).Distinct(StringComparer.Ordinal)],
                cancel
            );
            foreach (var claim in kind)
            {
                var holder = holders.GetValueOrDefault(claim.Value);
                if (holder is null || holder == claim.Record)
                    continue;
                DedupeGround.Holder one = new()
                {
                    GivenUp = GivesUp(plan, claim, holder),
                    Id = holder,
                    Key = claim.Kind,
                    // What a held call keeps is its own when it is passed again.
                    Own = holder == call.Approval?.Id,
                };
                if (Ids.Is(holder, "apr") && !one.Own && !one.GivenUp)
                    one = one with { Waits = await memory.Approvals.IsPending(call.By.Tenant, holder, call.At, cancel) };
                found.Add(one);
                if (one.Stands)
                    return found;
            }
        }
        return found.Count > MostKept ? [] : found;
    }

    // An exact key tells most twins; the rest is a matter of weighing: what is one is refused, what may be one is a person's to say.
    private async ValueTask<Verdict> JudgeLikeness(Passage passage, CancellationToken cancel)
    {
        var (by, plan) = (passage.Call.By, passage.Decision!.Plan);
        Change[] changes = [.. plan.Changes.Where(IsIdentifying)];
        // A person's import is told apart by exact keys: what it holds is looked at afterwards.
        if (changes.Length == 0 || changes.Length > MostOfAPerson && by.IsPerson)
            return Verdict.Pass;
        // What is merged or deleted by the plan itself is nobody's twin any more.
        var leaving = plan.Changes.Where(c => c.Fields.Any(f => f is { Name: Gone.Field, To: not null })).Select(c => c.Id).ToHashSet();
        List<(string Id, Match Match)> similar = [];
        var ground = (passage.Basis.Dedupe ?? new()) with
        {
            Allowed = (passage.Input as IMayExist)?.OnDuplicate == "allow",
            Person = by.IsPerson,
        };
        foreach (var change in changes)
        {
            var compared = await ComparedOf(passage, change, cancel);
            if (compared is null)
                continue;
            var found = compared.With(await memory.Dedupe.Alike(by.Tenant, compared.Kind, compared.Now, cancel));
            foreach (var (id, _) in found)
                compared.Knows(id);
            List<(string Id, Match Match)> alike = [.. found.Where(f => !leaving.Contains(f.Id))];
            passage.Compared.Add(compared);
            ground = ground with { Compared = ground.Compared + 1 };
            if (alike is [var likest, ..])
                ground = ground with { Found = [.. ground.Found ?? [], Alike(likest.Id, likest.Match)] };
            passage.Basis.Dedupe = ground;
            if (ground.OfPlan() == "dedupe.exists")
                return Verdict.Refuse(Is(alike[0].Id, alike[0].Match));
            similar.AddRange(alike);
        }
        if (similar.Count == 0)
            return Verdict.Pass;
        if (ground.OfPlan() is { } code)
            passage.Hold(new(Name, code, $"It may be {similar[0].Id} ({similar[0].Match.Shown})."));
        else
            Tell(passage.Decision, similar);
        return Verdict.Pass;
    }

    private static DedupeGround.Alike Alike(string id, Match match) =>
        new()
        {
            Bits = match.Hundredths,
            Id = id,
            Own = match.Own,
            Same = match.Same,
            Similar = match.Similar,
        };

    private async ValueTask<Compared?> ComparedOf(Passage passage, Change change, CancellationToken cancel)
    {
        var given = change.Fields.ToDictionary(f => f.Name, f => f.To as string, StringComparer.Ordinal);
        if (change.Verb == Verb.Insert)
            return new(change.Kind.Name, change.Id, Profile.Of(change.Kind.Name, given.GetValueOrDefault)!, null);
        if (await memory.Dedupe.FieldsOf(passage.Call.By.Tenant, change.Kind, change.Id, cancel) is not { } stored)
            return null;
        return new(
            change.Kind.Name,
            change.Id,
            Profile.Of(change.Kind.Name, f => given.TryGetValue(f, out var to) ? to : stored.GetValueOrDefault(f))!,
            Profile.Of(change.Kind.Name, stored.GetValueOrDefault)
        );
    }

    private static bool IsIdentifying(Change change) =>
        change.Verb is Verb.Insert or Verb.Update && change.Fields.Any(f => Profile.FieldsOf(change.Kind.Name).Contains(f.Name));

    private static void Tell(Decision decision, List<(string Id, Match Match)> similar)
    {
        if (decision.Answer is INamesSimilar answer)
            answer.Similar = [.. similar.Take(MostTold).Select(s => new SimilarRecord(s.Id, s.Match.Score, s.Match.Why))];
    }

    private static Refusal Is(string id, Match match) =>
        new(
            "dedupe.exists",
            $"{id} is the same ({match.Shown}).",
            "Use the record that exists; on_duplicate update fills its empty fields, allow makes another."
        )
        {
            Record = id,
        };

    /// <summary>The refusal of a key that a record holds, or a call that waits for a person.</summary>
    internal static Refusal Held(string claim, string holder) =>
        Ids.Is(holder, "apr")
            ? new(
                "dedupe.pending",
                $"A record with this {Gatekeeper.Word(claim)} waits for a person's approval as {holder}.",
                "Wait for the decision; approvals_get tells how it stands."
            )
            {
                Record = holder,
            }
            : new(
                "dedupe.exists",
                $"{holder} already has this {Gatekeeper.Word(claim)}.",
                "Use the record that exists, or correct the value."
            )
            {
                Record = holder,
            };

    // A merge moves a key from one record to another in one plan.
    private static bool GivesUp(Plan plan, Claim claim, string holder) =>
        plan.Claims.Contains(claim with { Record = holder, GivenUp = true });
}

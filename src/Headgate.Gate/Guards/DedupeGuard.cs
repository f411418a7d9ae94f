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

    /// <inheritdoc/>
    public override string Name => "dedupe";

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        var taken = passage.Decision!.Plan.Claims.Where(c => !c.GivenUp).ToLookup(c => c.Kind, StringComparer.Ordinal);
        foreach (var kind in taken)
        {
            var holders = await memory.HoldersOf(
                passage.Call.By.Tenant,
                kind.Key,
                [.. kind.Select(c => c.Value).Distinct(StringComparer.Ordinal)],
                cancel
            );
            foreach (var claim in kind)
            {
                if (
                    holders.GetValueOrDefault(claim.Value) is { } holder
                    && holder != claim.Record
                    // What a held call keeps is its own when it is passed again.
                    && holder != passage.Call.Approval?.Id
                    && !GivesUp(passage.Decision.Plan, claim, holder)
                    && (!Ids.Is(holder, "apr") || await memory.Approvals.IsPending(passage.Call.By.Tenant, holder, passage.Call.At, cancel))
                )
                    return Verdict.Refuse(Held(claim.Kind, holder));
            }
        }
        return await JudgeLikeness(passage, cancel);
    }

    // An exact key tells most twins; the rest is a matter of weighing: what is one is refused, what may be one is a person's to say.
    private async ValueTask<Verdict> JudgeLikeness(Passage passage, CancellationToken cancel)
    {
        var (by, plan) = (passage.Call.By, passage.Decision!.Plan);
        Change[] changes = [.. plan.Changes.Where(IsIdentifying)];
        // A person's import is told apart by exact keys: what it holds is looked at afterwards.
        if (changes.Length > MostOfAPerson && by.IsPerson)
            return Verdict.Pass;
        // What is merged or deleted by the plan itself is nobody's twin any more.
        var leaving = plan.Changes.Where(c => c.Fields.Any(f => f is { Name: Gone.Field, To: not null })).Select(c => c.Id).ToHashSet();
        List<(string Id, Match Match)> similar = [];
        foreach (var change in changes)
        {
            if (await ComparedOf(passage, change, cancel) is not { } compared)
                continue;
            var found = compared.With(await memory.Dedupe.Alike(by.Tenant, compared.Kind, compared.Now, cancel));
            foreach (var (id, _) in found)
                compared.Knows(id);
            List<(string Id, Match Match)> alike = [.. found.Where(f => !leaving.Contains(f.Id))];
            passage.Compared.Add(compared);
            if (alike is [{ Match.Grade: Grade.Same } same, ..] && (passage.Input as IMayExist)?.OnDuplicate != "allow")
                return Verdict.Refuse(Is(same.Id, same.Match));
            similar.AddRange(alike);
        }
        if (similar.Count == 0)
            return Verdict.Pass;
        if (by.IsPerson)
            Tell(passage.Decision, similar);
        else
            passage.Hold(new(Name, $"{Name}.similar", $"It may be {similar[0].Id} ({similar[0].Match.Shown})."));
        return Verdict.Pass;
    }

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
        change.Verb is Verb.Insert or Verb.Update
        && Profile.FieldsOf(change.Kind.Name) is { Count: > 0 } fields
        && change.Fields.Any(f => fields.Contains(f.Name));

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

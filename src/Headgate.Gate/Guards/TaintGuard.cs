using Headgate.Gate.Grounds;

namespace Headgate.Gate.Guards;

/// <summary>
/// An agent's run that has read text from outside asks a person before it sends anything, moves a stage, or changes an owner, an address or a permission.
/// Notes, tasks and drafts pass, labelled as derived from it.
/// </summary>
public sealed class TaintGuard(Memory memory) : Guard
{
    /// <inheritdoc/>
    public override string Name => "taint";

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel)
    {
        // For the audit; what is judged below is read fresh.
        if (!passage.Call.By.IsPerson)
            passage.Taint = memory.Taint.Known(passage.Call);
        return new(Verdict.Pass);
    }

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        var (call, decision) = (passage.Call, passage.Decision!);
        if (call.By.IsPerson || decision.Plan.IsEmpty)
            return Verdict.Pass;
        var plan = decision.Plan;
        passage.Taint = await memory.Taint.Of(call, cancel);
        var asked = Asked(plan, passage.Taint.Tainted);
        var origins = asked.Count == 0 ? Nothing : await memory.Taint.Origins(call.By.Tenant, asked, cancel);
        var derived = TaintList.OfDerived(plan, origins).ToList();
        var signs = passage.Taint.Tainted ? TaintList.Of(plan, origins, passage.Taint.Began).ToList() : [];
        if (passage.Taint.Tainted || derived.Count > 0)
        {
            var ground = passage.Basis.Taint = new()
            {
                Derived = Codes(derived),
                Signs = Codes(signs),
                Sources = passage.Taint.Sources,
                Tainted = passage.Taint.Tainted,
            };
            foreach (var code in ground.OfPlan())
                passage.Hold(derived.Concat(signs).First(h => h.Code == code));
        }
        if (passage.DryRun)
            // What a dry run shows of a record before its change is read as well.
            passage.Saw(
                origins.Where(o => !Provenance.IsTrusted(o.Value.Provenance) && plan.Changes.Any(c => c.Id == o.Key)).Select(o => o.Key)
            );
        if (!passage.Taint.Tainted)
            return Verdict.Pass;
        passage.Decision = decision with { Plan = Labels.Put(plan, origins) };
        return Verdict.Pass;

        HashSet<string> Asked(Plan of, bool isTainted)
        {
            HashSet<string> ids = [.. of.Messages.Select(m => m.Contact)];
            if (of.Messages.Count > 0)
                ids.UnionWith(of.Changes.Where(c => c is { Verb: Verb.Update, Kind.Name: "draft" }).Select(c => c.Id));
            if (isTainted || passage.DryRun)
                ids.UnionWith(Labels.Rewritten(of));
            return ids;
        }
    }

    private static List<string>? Codes(List<Hold> holds) =>
        holds.Count == 0 ? null : [.. holds.Select(h => h.Code["taint.".Length..]).Distinct()];

    private static readonly IReadOnlyDictionary<string, Origin> Nothing = new Dictionary<string, Origin>();
}

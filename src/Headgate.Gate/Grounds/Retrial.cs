namespace Headgate.Gate.Grounds;

/// <summary>
/// The way of a call through the guards once more, by the rules of today and nothing but the facts of then: what each guard would say, and how the call would
/// end. What the action itself said to a call is taken as it was: it read the store of that moment.
/// </summary>
public sealed class Retrial
{
    private const string Decide = "decide";
    private const string Commit = "commit";

    private static readonly IReadOnlyList<Rule> Rules =
    [
        new("scopes") { Call = b => b.Scopes?.OfCall(), Plan = (b, _) => b.Scopes?.OfPlan() },
        new("schema") { Call = b => b.Schema?.OfCall() },
        new("idempotency") { Call = b => b.Idempotency?.OfCall() },
        new("kill_switch") { Call = b => b.KillSwitch?.OfCall(), Plan = (b, _) => b.KillSwitch?.OfPlan() },
        new("rollout") { Call = b => b.Rollout?.OfCall(), Plan = (b, _) => b.Rollout?.OfPlan() },
        new("classification") { Call = b => b.Classification?.OfCall(), Plan = (b, _) => b.Classification?.OfPlan() },
        new("taint") { Plan = (b, t) => t.Hold("taint", b.Taint?.OfPlan()) },
        new("dedupe")
        {
            Plan = (b, t) => b.Dedupe?.OfPlan() is "dedupe.similar" and var code ? t.Hold("dedupe", [code]) : b.Dedupe?.OfPlan(),
        },
        new("policy") { Plan = (b, t) => t.Policies(b.Policy) },
        new("limits") { Plan = (b, _) => b.Limits?.OfPlan() },
        new("breaker") { Call = b => b.Breaker?.OfCall() },
        new("approval") { Call = b => b.Approval?.OfCall(), Plan = (b, t) => t.Approve(b) },
        new("dry_run") { Plan = (b, _) => b.DryRun ? Said.Planned : null },
        new("redact"),
        new("audit"),
    ];

    private readonly List<Note> _notes = [];
    private readonly List<string> _holds = [];

    private Retrial() { }

    /// <summary>The guards that are judged again, in order.</summary>
    public static IEnumerable<string> Guards => Rules.Select(r => r.Guard);

    /// <summary>What the guards would say.</summary>
    public IReadOnlyList<Note> Notes => _notes;

    /// <summary>How the call would end: <c>done</c>, <c>refused</c>, <c>planned</c>, <c>held</c> or <c>replayed</c>.</summary>
    public string Ended { get; private set; } = "done";

    /// <summary>The code of the refusal, if it would be one.</summary>
    public string? Code { get; private set; }

    /// <summary>Judges a call again.</summary>
    /// <param name="basis">What the guards knew.</param>
    /// <param name="decided">The refusal of the action itself, if it refused.</param>
    public static Retrial Of(Basis basis, string? decided)
    {
        Retrial retrial = new();
        retrial.Judge(basis, decided);
        foreach (var rule in Rules)
            if (basis.ThrownBy(rule.Guard, "settle") is { } failed)
                retrial.Stop(rule.Guard, failed, "guard.failed");
        return retrial;
    }

    private void Judge(Basis basis, string? decided)
    {
        foreach (var word in basis.Commit?.Words() ?? [])
            _notes.Add(new(Commit, word));
        var passes = JudgeCall(basis);
        // The call of a twin is judged anew, and its plan no more.
        if (passes && basis.Commit?.Outcome != CommitGround.KeyTaken)
            JudgePlan(basis, decided);
        if (passes && basis.Commit?.Code is { } code)
            (Ended, Code) = ("refused", code);
    }

    private bool JudgeCall(Basis basis)
    {
        foreach (var rule in Rules)
        {
            var word = basis.ThrownBy(rule.Guard, "call") ?? rule.Call(basis) ?? Said.Pass;
            if (word != Said.Pass)
                return Stop(rule.Guard, word);
            _notes.Add(new(rule.Guard, word));
        }
        return true;
    }

    private void JudgePlan(Basis basis, string? decided)
    {
        if (decided is not null)
            Stop(Decide, decided);
        else
            foreach (var rule in Rules)
                if ((basis.ThrownBy(rule.Guard, "plan") ?? rule.Plan(basis, this)) is { } word && !Stop(rule.Guard, word))
                    break;
        if (Ended == "refused" && basis.Idempotency?.OfTwin() is { } twin)
        {
            _notes.Add(new("idempotency", twin));
            (Ended, Code) = ("replayed", null);
        }
    }

    // A word that approves is told, and stops nothing.
    private bool Stop(string guard, string word, string? code = null)
    {
        _notes.Add(new(guard, word));
        if (word.StartsWith("approved by ", StringComparison.Ordinal))
            return true;
        (Ended, Code) = word is Said.Held or Said.Planned or Said.Replayed ? (word, null) : ("refused", code ?? word);
        return false;
    }

    private string? Hold(string guard, IEnumerable<string>? codes)
    {
        foreach (var code in codes ?? [])
            if (!_holds.Contains(code))
            {
                _holds.Add(code);
                _notes.Add(new(guard, Said.Hold(code)));
            }
        return null;
    }

    private string? Policies(PolicyGround? ground)
    {
        foreach (var line in ground?.Told() ?? [])
            _notes.Add(new("policy", line));
        return ground?.OfPlan() ?? Hold("policy", ground?.Holds());
    }

    private string? Approve(Basis basis)
    {
        Hold("approval", basis.Approval?.Holds());
        return basis.Approval?.OfPlan(_holds, basis.DryRun);
    }

    private sealed record Rule(string Guard)
    {
        public Func<Basis, string?> Call { get; init; } = _ => null;
        public Func<Basis, Retrial, string?> Plan { get; init; } = (_, _) => null;
    }
}

using Headgate.Gate.Breakers;
using Headgate.Gate.Grounds;
using Headgate.Gate.Limits;

namespace Headgate.Gate;

/// <summary>What a guard said, for the audit.</summary>
public readonly record struct Note(string Guard, string Said);

/// <summary>One call on its way through the gate: what is known of it so far.</summary>
public sealed class Passage(Call call, ActionSpec action, long started)
{
    // A call that waits for room may come once a minute for as long as a held call may wait.
    private const int MostTurns = 20_000;

    // One for each guard, and a few for whoever asks for a person.
    private readonly List<Note> _notes = new(24);
    private readonly List<Hold> _holds = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int? _plansFrom;

    /// <summary>The call.</summary>
    public Call Call => call;

    /// <summary>The action.</summary>
    public ActionSpec Action => action;

    /// <summary>When it began, in ticks of the gate's clock.</summary>
    public long Started => started;

    /// <summary>The arguments, bound; set once the schema has passed.</summary>
    public object? Input { get; set; }

    /// <summary>The handles among the arguments.</summary>
    public IReadOnlyList<GivenHandle> Handles { get; set; } = [];

    /// <summary>What they stand for: seen by every guard and whoever approves, and by nobody who may not see it otherwise.</summary>
    public Dictionary<string, string> Resolved { get; } = new(StringComparer.Ordinal);

    /// <summary>The hash of the arguments, without key and dry run.</summary>
    public string ArgumentsHash { get; set; } = "";

    /// <summary>The idempotency key that the caller gave.</summary>
    public string? GivenKey { get; set; }

    /// <summary>The key that the outcome is remembered under, from the given one or implied.</summary>
    public string? Key { get; set; }

    /// <summary>How long the key is remembered.</summary>
    public TimeSpan KeyLife { get; set; }

    /// <summary>Whether only the plan is wanted.</summary>
    public bool DryRun { get; set; }

    /// <summary>What the action decided.</summary>
    public Decision? Decision { get; set; }

    /// <summary>How it ends; done unless a guard says otherwise.</summary>
    public Ended Ended { get; set; } = Ended.Done;

    /// <summary>Why it is refused.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>The answer as the caller gets it.</summary>
    public ReadOnlyMemory<byte> Answer { get; set; }

    /// <summary>The answer as it is remembered for a replay: without secrets that are shown once.</summary>
    public ReadOnlyMemory<byte> Remembered { get; set; }

    /// <summary>The audit event, ready to be committed.</summary>
    public AuditEvent? Event { get; set; }

    /// <summary>What the guards knew.</summary>
    public Basis Basis { get; } = new();

    /// <summary>What the guards said, in order.</summary>
    public IReadOnlyList<Note> Notes => _notes;

    /// <summary>Why it waits for a person, as the guards said.</summary>
    public IReadOnlyList<Hold> Holds => _holds;

    /// <summary>Until when it waits.</summary>
    public DateTimeOffset WaitsUntil { get; set; }

    /// <summary>When the next person is asked, if nobody has decided.</summary>
    public DateTimeOffset? EscalatesAt { get; set; }

    /// <summary>When the limit that stands in its way has room; nothing when none does, or none ever has.</summary>
    public DateTimeOffset? RoomAt { get; set; }

    /// <summary>Whether a person has approved it and only a limit stands in its way, which has room later: then the approval stays good.</summary>
    public bool WaitsForRoom => Ended == Ended.Refused && RoomAt is not null && call.Approval is { IsLate: false };

    /// <summary>What the organisation's policies say of the decision.</summary>
    public Judgement? Judgement { get; set; }

    /// <summary>What people said no to before, for whoever asks again.</summary>
    public IReadOnlyList<Rejection> Rejections { get; set; } = [];

    /// <summary>The records of the plan that were compared with those there are.</summary>
    public List<Compared> Compared { get; } = [];

    /// <summary>The approval that it waits for. An approved call whose plan has changed waits for another one.</summary>
    public string HeldAs => call.NewId("apr", Turn);

    /// <summary>
    /// How often the call has been passed before: 0, one more for each approval and for each time that an approved call found no room. What is minted beside
    /// the plan differs by it.
    /// </summary>
    public int Turn => call.Approval is { } earlier ? 1 + Generation(earlier.Id) + earlier.Waited : 0;

    /// <summary>How its run stood before this answer.</summary>
    public RunTaint Taint { get; set; }

    /// <summary>The records from outside that its answer shows.</summary>
    public IReadOnlySet<string> Seen => _seen;

    /// <summary>Notes records from outside that its answer shows: they taint the run of an agent.</summary>
    public void Saw(IEnumerable<string> records)
    {
        if (!call.By.IsPerson)
            _seen.UnionWith(records);
    }

    /// <summary>Whether its plan is to be applied.</summary>
    public bool Applies => Ended == Ended.Done && Decision is { Plan.IsEmpty: false };

    /// <summary>The organisation's measures, once a guard has asked for them (<see cref="Memory.Guardrails(Passage, CancellationToken)"/>).</summary>
    internal Guardrails? Rails { get; set; }

    /// <summary>What it takes of its agent's limits.</summary>
    public Spending? Spending { get; set; }

    /// <summary>The rows that it took of the limits on reading.</summary>
    public long RowsTaken { get; set; }

    /// <summary>The breaker that let it through, with the rules that it did so by and, if it is a probe, of which opening.</summary>
    internal (Circuit? Circuit, BreakerRules Rules, int Probe) Through { get; set; }

    /// <summary>Which breakers of the organisation are not closed.</summary>
    public Func<IReadOnlyList<OpenBreaker>>? Breakers { get; set; }

    /// <summary>What a guard holds until it releases.</summary>
    public IDisposable? Lease { get; set; }

    /// <summary>Records what a guard said.</summary>
    public void Add(string guard, string said) => _notes.Add(new(guard, said));

    /// <summary>Asks that a person decides; the last guard to judge holds the call when anybody asked.</summary>
    public void Hold(Hold hold)
    {
        if (_holds.Any(h => h.Code == hold.Code))
            return;
        _holds.Add(hold);
        Add(hold.Guard, "hold " + hold.Code);
    }

    /// <summary>Ends with a refusal.</summary>
    public void Refuse(Refusal refusal)
    {
        Ended = Ended.Refused;
        Refusal = refusal;
    }

    /// <summary>Forgets what an earlier attempt decided, and what guards said of it: that plan is no more.</summary>
    public void Again()
    {
        _plansFrom ??= _notes.Count;
        for (var i = _notes.Count - 1; i >= _plansFrom; i--)
            if (_notes[i].Guard != "commit")
                _notes.RemoveAt(i);
        Basis.ForgetPlan();
        Decision = null;
        Rails = null;
        Ended = Ended.Done;
        Refusal = null;
        Spending = null;
        RoomAt = null;
        Judgement = null;
        _holds.Clear();
        _seen.Clear();
        Compared.Clear();
    }

    /// <summary>Forgets all but what the commit said: the call is judged anew.</summary>
    internal void Anew()
    {
        Again();
        _notes.RemoveAll(n => n.Guard != "commit");
        _plansFrom = null;
        Basis.ForgetCall();
    }

    // Ids are minted by the call, and the call stays the same: which of its approvals this one follows is found by minting them again.
    private int Generation(string approval)
    {
        var generation = 0;
        while (generation < MostTurns && call.NewId("apr", generation) != approval)
            generation++;
        return generation;
    }
}

using System.Security.Cryptography;
using System.Text;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>What became of a row.</summary>
internal enum Fate
{
    /// <summary>It made a record.</summary>
    Created,

    /// <summary>A record that exists changes.</summary>
    Updated,

    /// <summary>Everything in it is known.</summary>
    Unchanged,

    /// <summary>It is not taken.</summary>
    Refused,
}

/// <summary>
/// Takes in a chunk of rows of one kind: looks up everything at once, then goes row by row. It changes nothing: drafts become a plan. For a preview, records
/// that earlier rows would make are <paramref name="pending"/>.
/// </summary>
internal abstract class Intake(Reader reader, Call call, string system, IReadOnlyList<Line> lines, IReadOnlySet<string> pending)
{
    // The most records that one row can touch; a chunk holds so many, and the job is one of them.
    private const int MostOfARow = 9;

    /// <summary>Stands in a preview for a record that an earlier row would make.</summary>
    protected const string Pending = "pending";

    private readonly Dictionary<string, Draft> _drafts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly Dictionary<(RecordKind Kind, string Id, string Clock), long> _touched = [];
    private List<Remark> _remarks = [];
    private int _planned;

    /// <summary>What exists.</summary>
    protected Known Known { get; } = new(reader);

    /// <summary>The store.</summary>
    protected Reader Reader => reader;

    /// <summary>The call.</summary>
    protected Call Call => call;

    /// <summary>The rows.</summary>
    protected IReadOnlyList<Line> Lines => lines;

    /// <summary>Looks up what the rows name.</summary>
    public abstract ValueTask Load();

    /// <summary>Takes a row whose lookups are done.</summary>
    protected abstract Fate Take(Line line);

    /// <summary>Takes rows until the plan is full.</summary>
    /// <returns>The rows that were taken, what became of them, and what there is to say.</returns>
    public IEnumerable<(Line Line, Fate Fate, IReadOnlyList<Remark> Remarks)> Rows()
    {
        foreach (var line in lines)
        {
            if (_planned + _touched.Count + MostOfARow >= Plan.MaxOfAChunk)
                yield break;
            _remarks = [.. line.Notes];
            var fate = line.Refused is { } refused ? Refuse(refused) : Safely(line);
            yield return (line, fate, _remarks);
        }
    }

    /// <summary>What the rows that were taken come to.</summary>
    /// <param name="relies">Whether it is demanded that records which stay as they are have not changed since they were looked up.</param>
    public Plan Planned(bool relies)
    {
        var plan = new Plan();
        foreach (var draft in _drafts.Values)
            draft.AddTo(plan, call, relies);
        foreach (var ((kind, id, clock), at) in _touched)
            plan.Touch(kind, id, clock, DateTimeOffset.FromUnixTimeMilliseconds(at));
        return plan;
    }

    /// <summary>The records that an audit names: those of the file, not the rows beside them.</summary>
    public IEnumerable<RecordRef> Records(RecordKind kind) =>
        _drafts.Values.Where(d => d.IsChanged && Ids.PrefixOf(d.Id) == kind.Prefix).Select(d => new RecordRef(d.Id, d.IsNew ? 1 : 0));

    /// <summary>The key of a record of another system.</summary>
    protected string ExternalClaim(string noun) => $"external.{system}.{noun}";

    /// <summary>Whether an earlier row of a preview would make what a key names.</summary>
    protected bool IsPending(string noun, string? key) => key is not null && pending.Contains($"{noun}:{key}");

    /// <summary>Says something about the row.</summary>
    protected void Say(string code, string? field, string? value, string why) => _remarks.Add(new(code, field, value, why));

    /// <summary>A clock that moves on.</summary>
    protected void Touch(RecordKind kind, string? id, string clock, long at)
    {
        if (id is null or Pending)
            return;
        ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_touched, (kind, id, clock), out _);
        known = Math.Max(known, at);
    }

    /// <summary>The draft of a record, a new one when there is no id.</summary>
    protected Draft DraftOf(RecordKind kind, string? id)
    {
        if (id is not null && _drafts.TryGetValue(id, out var known))
            return known;
        if (id is not null)
            return _drafts[id] = new(
                kind,
                id,
                Known.Row(id)
                    ?? throw RowRefused.Of(
                        "import.not_visible",
                        null,
                        id,
                        "The record that has this key is merged into another, deleted or not yours to change."
                    )
            );
        var ordinal = _ordinals[kind.Prefix] = _ordinals.GetValueOrDefault(kind.Prefix) + 1;
        var draft = new Draft(kind, call.NewId(kind.Prefix, ordinal), null);
        _planned++;
        return _drafts[draft.Id] = draft;
    }

    /// <summary>Sets what a row gives on a record, and says what became of the row.</summary>
    protected Fate Write(Draft draft, bool isNew, IEnumerable<(string Field, object? Value)> values, Line line)
    {
        var was = draft.IsChanged;
        var changed = false;
        foreach (var (field, value) in values)
            changed |= draft.Set(field, value);
        if (draft.IsNew)
        {
            var born = line.Whole("created_at") ?? call.At.ToUnixTimeMilliseconds();
            draft.Begin("created_at", born);
            draft.Begin("updated_at", Math.Max(born, line.Whole("updated_at") ?? born));
        }
        if (!draft.IsNew && !was && draft.IsChanged)
            _planned++;
        return isNew ? Fate.Created
            : changed ? Fate.Updated
            : Fate.Unchanged;
    }

    /// <summary>Where a new record came from: its text was written by somebody else.</summary>
    protected void Imported(Draft draft)
    {
        draft.Begin("home", Columns.Here);
        draft.Begin("provenance", "import");
        draft.Begin("created_by", call.By.Actor);
    }

    /// <summary>Remembers under which id the other system knows a record.</summary>
    protected void Link(Draft draft, string noun, string? external, string? derived)
    {
        if ((external ?? derived) is not { } key)
            return;
        var claim = external is null ? DerivedClaim(noun) : ExternalClaim(noun);
        if (Known.Holder(claim, key) is not null)
            return;
        if (external is null && !draft.IsNew)
            return;
        Known.Take(claim, key, draft.Id);
        draft.Claim(claim, key);
        if (external is null)
            return;
        var link = DraftOf(ExternalId.Kind, null);
        link.Set("record_id", draft.Id);
        link.Set("system", system);
        link.Set("external_id", external);
        link.Begin("created_at", call.At.ToUnixTimeMilliseconds());
        link.Begin("updated_at", call.At.ToUnixTimeMilliseconds());
    }

    /// <summary>The key of a row that nothing else identifies: what it says. The same row a second time is the same record.</summary>
    protected static string Derived(params ReadOnlySpan<string?> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 16));

    /// <summary>The kind of such keys.</summary>
    protected static string DerivedClaim(string noun) => $"import.{noun}";

    /// <summary>Two keys of a row that lead to two records are somebody's mistake, and not ours to settle.</summary>
    protected static string? One(string? first, string? second, string field, string? value) =>
        first is null || second is null || first == second
            ? first ?? second
            : throw RowRefused.Of("import.conflict", field, value, $"Its external id is {first}, but {field} belongs to {second}.");

    /// <summary>A value that is not configured.</summary>
    protected static RowRefused Unknown(string noun, string field, string value, IEnumerable<string> known)
    {
        var near = Text.Nearest(value, known);
        return RowRefused.Of(
            $"import.unknown_{noun}",
            field,
            value,
            near.Count > 0
                ? $"There is no {noun} {Text.Shown(value)}; near: {string.Join(", ", near)}. Map it in a mapping file, or create it first."
                : $"There is no {noun} {Text.Shown(value)}. Map it in a mapping file, or create it first."
        );
    }

    private Fate Safely(Line line)
    {
        try
        {
            return Take(line);
        }
        catch (RowRefused refused)
        {
            return Refuse(refused.Remark);
        }
        catch (RefusedException refused)
        {
            return Refuse(new(refused.Refusal.Code, refused.Refusal.Field, refused.Refusal.Came, refused.Refusal.Why));
        }
    }

    private Fate Refuse(Remark remark)
    {
        // Whatever else there was to say about it, this is why it is not here.
        _remarks = [remark];
        return Fate.Refused;
    }
}

using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Undoing;

/// <summary>
/// The plan that undoes events: what they made is taken back, what they ended is brought back, what they changed is restored, and what somebody has built on
/// since is left and told.
/// </summary>
internal sealed class Reversal(Reader reader, Call call, Past past, int most)
{
    private readonly Dictionary<string, Work> _works = new(StringComparer.Ordinal);
    private readonly List<(ConflictShown Shown, string? By)> _conflicts = [];
    private readonly List<LeftShown> _left = [];

    /// <summary>What becomes of the records.</summary>
    public IEnumerable<UndoneShown> Undone => _works.Values.Where(w => !w.IsEmpty).Select(w => w.Shown());

    /// <summary>What somebody has built on since.</summary>
    public IReadOnlyList<ConflictShown> Conflicts { get; private set; } = [];

    /// <summary>What cannot be undone.</summary>
    public IReadOnlyList<LeftShown> Left => _left;

    /// <summary>Finds out what is to be done.</summary>
    public async ValueTask<Plan> Make()
    {
        foreach (var record in past.Records)
            if (Kinds.Of(record) is { } kind)
                Look(kind, record);
        await KeepWhatIsBuiltOn();
        await BringBack();
        await FreeKeys();
        var plan = new Plan();
        var works = _works.Values.Where(w => !w.IsEmpty).ToList();
        foreach (
            var work in works.OrderBy(w =>
                w.BringsBack is not null ? 2
                : Kinds.Stays(w.Kind) ? 1
                : 0
            )
        )
            work.AddTo(plan, call);
        await AddKeys(plan, works);
        if (plan.Changes.Count > most)
            throw Past.TooLarge(plan.Changes.Count, most);
        var names = await Actors.Names(reader, _conflicts.Select(c => c.By).OfType<string>());
        Conflicts = [.. _conflicts.Select(c => c.By is null ? c.Shown : c.Shown with { By = new(c.By, names.GetValueOrDefault(c.By)) })];
        return plan;
    }

    private void Look(RecordKind kind, string record)
    {
        var steps = past.Of(record);
        var born = past.BornIn(record) is { } at && !past.Sent.Contains(at) ? at : null;
        foreach (var step in steps.Where(s => past.Sent.Contains(s.EventId)))
            step.Ours = false;
        var events = steps
            .Where(s => s.Ours)
            .Select(s => s.EventId)
            .Concat(born is null ? [] : [born])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (events.Count == 0)
            return;
        if (Kinds.WhyNot(kind, call.By) is { } never)
        {
            _left.Add(new(events[0], null, record, never));
            return;
        }
        if (steps.FirstOrDefault(s => s is { Ours: true, Was: null }) is { } erased)
            _left.Add(new(erased.EventId, null, record, "What it was is erased, and the key with it."));
        var work = _works[record] = new(kind, record, past.Row(record)) { Born = born };
        var walk = new Walk(steps, work, (e, field, then, now, by) => Conflict(work, e, field, then, now, by));
        if (work.Row is null)
        {
            if (born is null && steps.LastOrDefault(s => s is { Ours: true, Gone: 1, Was: not null }) is { } ended)
                work.BringsBack = (ended.EventId, AsItWas(steps, ended));
            return;
        }
        if (born is not null && work.IsThere(after: false))
        {
            if (walk.Foreign() is not var (foreign, field))
            {
                work.TakesBack = true;
                return;
            }
            _conflicts.Add(
                (
                    new()
                    {
                        Event = born,
                        Record = record,
                        Field = field,
                        Now = Shown(work, field, work.Row[field]),
                        At = Show.Time(foreign.At),
                        Why = "It was made by the run and changed by somebody else since.",
                    },
                    foreign.Actor
                )
            );
            return;
        }
        walk.Fields();
        foreach (var field in work.To.Keys.ToList())
            if (Kinds.WhyNot(kind, field) is { } why)
            {
                work.To.Remove(field);
                _left.Add(new(work.Events[field], null, record, $"{field}: {why}"));
            }
    }

    // Before the first of our changes.
    private static Dictionary<string, object?> AsItWas(IReadOnlyList<Step> steps, Step ended)
    {
        Dictionary<string, object?> was = new(ended.Was!, StringComparer.Ordinal);
        foreach (var step in steps.Where(s => s is { Ours: true, Was: not null } && s.Seq < ended.Seq).Reverse())
        foreach (var (field, value) in step.Was!)
            was[field] = value;
        return was;
    }

    // A record that others point at stays, and with it whatever it points at itself.
    private async ValueTask KeepWhatIsBuiltOn()
    {
        var pointers = await Pointers.At(reader, [.. _works.Values.Where(w => w.TakesBack).Select(w => w.Id)]);
        for (var again = true; again; )
        {
            again = false;
            foreach (var pointer in pointers)
            {
                if (_works[pointer.To] is not { TakesBack: true } work)
                    continue;
                if (
                    _works.TryGetValue(pointer.From, out var other)
                    && (!other.IsThere(after: true) || !Equals(other.After(pointer.Field), pointer.To))
                )
                    continue;
                work.TakesBack = false;
                again = true;
                _conflicts.Add(
                    (
                        new()
                        {
                            Event = work.Born!,
                            Record = work.Id,
                            At = Show.Time(pointer.At),
                            Why = $"{pointer.From} was put on it since.",
                        },
                        pointer.By
                    )
                );
            }
        }
    }

    private async ValueTask BringBack()
    {
        foreach (var work in _works.Values.Where(w => w.BringsBack is not null).ToList())
        {
            var (at, fields) = work.BringsBack!.Value;
            if (Kinds.PairOf(work.Kind) is { } pair && await Pointers.Exists(reader, work.Kind, pair, fields))
                work.BringsBack = null;
            else if (await Pointers.Missing(reader, fields, _works) is { } missing)
            {
                work.BringsBack = null;
                _conflicts.Add(
                    (
                        new()
                        {
                            Event = at,
                            Record = work.Id,
                            Why = $"{missing}, which it belongs to, is no more.",
                        },
                        null
                    )
                );
            }
        }
    }

    // A key that another record has taken since is that record's.
    private async ValueTask FreeKeys()
    {
        foreach (var work in _works.Values.Where(w => !w.IsEmpty && w.IsThere(after: true)).ToList())
        foreach (var (kind, value) in Kinds.KeysOf(work.Kind, work.After).ToList())
        {
            var holder = (await reader.Holders(kind, [value])).GetValueOrDefault(value);
            if (holder is null || holder == work.Id || IsReleased(work, kind, value, holder))
                continue;
            var field = kind == Accounts.Account.DomainClaim ? "domain" : "email";
            if (work.Row is { } row && work.To.ContainsKey(Gone.Field))
                work.To.Clear();
            else
                work.To.Remove(field);
            _conflicts.Add(
                (
                    new()
                    {
                        Event = work.Events.GetValueOrDefault(field) ?? work.Events.Values.FirstOrDefault() ?? "",
                        Record = work.Id,
                        Field = field,
                        Why = $"{holder} has this {field} now.",
                    },
                    null
                )
            );
        }
    }

    // By a record that gives it up in this plan, or that this one had been merged into.
    private bool IsReleased(Work work, string kind, string value, string holder) =>
        work.Row?.TryGetValue(Gone.Field, out var into) == true && Equals(into, holder)
        || _works.TryGetValue(holder, out var other)
            && !(other.IsThere(after: true) && Kinds.KeysOf(other.Kind, other.After).Contains((kind, value)));

    private async ValueTask AddKeys(Plan plan, List<Work> works)
    {
        List<(string Kind, string Value, string Record)> taken = [];
        HashSet<(string Kind, string Value, string Record)> given = [];
        foreach (var work in works)
        {
            (string Kind, string Value)[] had = work.IsThere(after: false) ? [.. Kinds.KeysOf(work.Kind, f => work.Row![f])] : [];
            (string Kind, string Value)[] has = work.IsThere(after: true) ? [.. Kinds.KeysOf(work.Kind, work.After)] : [];
            foreach (var (kind, value) in had.Except(has))
            {
                given.Add((kind, value, work.Id));
                // What a merged record had is its successor's.
                if (work.To.GetValueOrDefault(Gone.Field) is string into and not Gone.Deleted)
                    taken.Add((kind, value, into));
            }
            foreach (var (kind, value) in has.Except(had))
            {
                taken.Add((kind, value, work.Id));
                if ((await reader.Holders(kind, [value])).GetValueOrDefault(value) is { } holder && holder != work.Id)
                    given.Add((kind, value, holder));
            }
            // The ids in other systems go with the rows that tell them.
            if (work.Kind == Organisations.ExternalId.Kind && work.To.TryGetValue("record_id", out var to))
            {
                var (kind, value) = ($"external.{work.Row!["system"]}.{Kinds.Of((string)to!)!.Name}", (string)work.Row["external_id"]!);
                given.Add((kind, value, (string)work.Row["record_id"]!));
                taken.Add((kind, value, (string)to!));
            }
        }
        foreach (var (kind, value, record) in given)
            plan.GiveUp(kind, value, record);
        foreach (var (kind, value, record) in taken)
            plan.Claim(kind, value, record);
    }

    private void Conflict(Work work, string at, string field, object? then, object? now, Step? by) =>
        _conflicts.Add(
            (
                new()
                {
                    Event = at,
                    Record = work.Id,
                    Field = field,
                    Then = Shown(work, field, then),
                    Now = Shown(work, field, now),
                    At = by is null ? null : Show.Time(by.At),
                    Why = "Somebody else changed it since.",
                },
                by?.Actor
            )
        );

    private string? Shown(Work work, string field, object? value) => Values.Shown(call.By, work.Kind, work.Row, field, value);
}

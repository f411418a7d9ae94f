namespace Headgate.Gate;

/// <summary>What happens to a record.</summary>
public enum Verb
{
    /// <summary>It begins to exist.</summary>
    Insert,

    /// <summary>Fields of it change.</summary>
    Update,

    /// <summary>It ends; only for links such as a tag on a record.</summary>
    Delete,

    /// <summary>A clock of it moves on ("last touched"): no new version, no part of what a person approves.</summary>
    Touch,
}

/// <summary>A field's value before and after. Values are text, <see cref="long"/>, <see cref="bool"/>, bytes or nothing.</summary>
public readonly record struct FieldChange(string Name, object? From, object? To);

/// <summary>One record that changes.</summary>
/// <param name="Kind">The kind of record.</param>
/// <param name="Id">Its id.</param>
/// <param name="Verb">What happens to it.</param>
/// <param name="Fields">The fields that differ.</param>
/// <param name="Version">The version that must still be there at the commit; none for an insert.</param>
public sealed record Change(RecordKind Kind, string Id, Verb Verb, IReadOnlyList<FieldChange> Fields, long? Version);

/// <summary>A unique key that a record takes or gives up in the commit: <c>contact.email</c>, <c>account.domain</c>, <c>external.hubspot</c>.</summary>
public sealed record Claim(string Kind, string Value, string Record, bool GivenUp = false);

/// <summary>A version that the decision relied on without changing the record.</summary>
public sealed record Relied(RecordKind Kind, string Id, long Version);

/// <summary>A document that is sent along.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sha256">The hash of its bytes.</param>
/// <param name="Kind">What it is: pricing, contract, legal, ….</param>
public readonly record struct Attachment(string Id, string Sha256, string Kind);

/// <summary>Something to be sent to somebody outside. The intent commits with the plan; a dispatcher acts later.</summary>
public sealed record Message
{
    /// <summary>The outbox id, <c>out_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>email</c>, <c>sms</c> or <c>call</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>The recipient's record.</summary>
    public required string Contact { get; init; }

    /// <summary>The address or number.</summary>
    public required string To { get; init; }

    /// <summary>The subject, for e-mail.</summary>
    public string? Subject { get; init; }

    /// <summary>The rendered text.</summary>
    public required string Body { get; init; }

    /// <summary>The attached documents.</summary>
    public IReadOnlyList<Attachment> Documents { get; init; } = [];

    /// <summary>The thread that it belongs to.</summary>
    public required string Conversation { get; init; }

    /// <summary>Its record in that thread.</summary>
    public string? Record { get; init; }

    /// <summary>After this instant it is not sent any more.</summary>
    public required DateTimeOffset SendBefore { get; init; }
}

/// <summary>
/// What an action would do, as a value: rows to change, keys to claim, messages to send. A read's plan is empty. Only the ledger applies one.
/// </summary>
public sealed class Plan
{
    /// <summary>The most changes that one plan may hold; larger work is a job in chunks.</summary>
    public const int MaxChanges = 500;

    /// <summary>The most changes that a chunk of a job may hold: the embedded store's one writer works on them for up to a third of a second.</summary>
    public const int MaxOfAChunk = 4_000;

    private readonly List<Change> _changes = [];
    private readonly List<Claim> _claims = [];
    private readonly List<Relied> _relied = [];
    private readonly List<Message> _messages = [];
    private string? _hash;

    /// <summary>Nothing.</summary>
    public static Plan Empty { get; } = new();

    /// <summary>Rows to change, in order.</summary>
    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>Keys taken and given up.</summary>
    public IReadOnlyList<Claim> Claims => _claims;

    /// <summary>Versions relied on.</summary>
    public IReadOnlyList<Relied> ReliedOn => _relied;

    /// <summary>Messages to send.</summary>
    public IReadOnlyList<Message> Messages => _messages;

    /// <summary>Whose data is destroyed.</summary>
    public Erasure? Erasure { get; private set; }

    /// <summary>Up to when what was kept of calls is dropped.</summary>
    public DateTimeOffset? AgedBefore { get; private set; }

    /// <summary>The class of it.</summary>
    public string? AgedClass { get; private set; }

    /// <summary>Whether it does nothing.</summary>
    public bool IsEmpty => _changes.Count == 0 && _messages.Count == 0 && Erasure is null && AgedBefore is null;

    /// <summary>SHA-256, in lower-case hex, over what a person would see of it. See <see cref="PlanHash"/>.</summary>
    public string Hash => _hash ??= PlanHash.Of(this);

    /// <summary>A new record.</summary>
    public Plan Insert(RecordKind kind, string id, params IEnumerable<(string Field, object? To)> fields) =>
        Add(new(kind, id, Verb.Insert, [.. fields.Where(f => f.To is not null).Select(f => Checked(kind, f.Field, null, f.To))], null));

    /// <summary>Changed fields of a record; those whose value stays are dropped, and with none left nothing is planned.</summary>
    public Plan Update(RecordKind kind, string id, long version, params IEnumerable<(string Field, object? From, object? To)> fields)
    {
        FieldChange[] differ = [.. fields.Where(f => !Equals(f.From, f.To)).Select(f => Checked(kind, f.Field, f.From, f.To))];
        return differ.All(f => kind[f.Name].Bookkeeping) ? this : Add(new(kind, id, Verb.Update, differ, version));
    }

    /// <summary>Moves a clock of a record on; it never moves back.</summary>
    public Plan Touch(RecordKind kind, string id, string clock, DateTimeOffset at) =>
        Add(new(kind, id, Verb.Touch, [Checked(kind, clock, null, at.ToUnixTimeMilliseconds())], null));

    /// <summary>A link that ends.</summary>
    public Plan Delete(RecordKind kind, string id, long version) => Add(new(kind, id, Verb.Delete, [], version));

    /// <summary>Takes a unique key for a record.</summary>
    public Plan Claim(string kind, string value, string record)
    {
        Mine()._claims.Add(new(kind, value, record));
        return this;
    }

    /// <summary>Gives up a unique key of a record.</summary>
    public Plan GiveUp(string kind, string value, string record)
    {
        Mine()._claims.Add(new(kind, value, record, GivenUp: true));
        return this;
    }

    /// <summary>Demands that a record which the decision relied on is unchanged at the commit.</summary>
    public Plan Rely(RecordKind kind, string id, long version)
    {
        Mine()._relied.Add(new(kind, id, version));
        return this;
    }

    /// <summary>Something to send.</summary>
    public Plan Send(Message message)
    {
        Mine()._messages.Add(message);
        return this;
    }

    /// <summary>Destroys a person's data. Nobody undoes that.</summary>
    public Plan Erase(Erasure erasure)
    {
        Mine().Erasure = erasure;
        return this;
    }

    /// <summary>Drops what was kept of calls of a class before an instant.</summary>
    public Plan Age(string of, DateTimeOffset before)
    {
        var mine = Mine();
        (mine.AgedClass, mine.AgedBefore) = (of, before);
        return this;
    }

    /// <summary>The same plan with other bookkeeping.</summary>
    internal Plan With(IEnumerable<Change> changes)
    {
        Plan plan = new();
        plan._changes.AddRange(changes);
        plan._claims.AddRange(_claims);
        plan._relied.AddRange(_relied);
        plan._messages.AddRange(_messages);
        (plan.Erasure, plan.AgedClass, plan.AgedBefore) = (Erasure, AgedClass, AgedBefore);
        return plan;
    }

    /// <summary>The changes of one field over all records of a kind, as rules read them (<c>opportunity</c>, <c>stage_id</c>).</summary>
    public IReadOnlyList<(Change Change, FieldChange Field)> ChangesOf(string kind, string field)
    {
        // Guards ask it of every plan, and most plans are empty: nothing is made until something is found.
        List<(Change, FieldChange)>? found = null;
        foreach (var change in _changes)
            if (change.Kind.Name == kind)
                foreach (var one in change.Fields)
                    if (one.Name == field)
                        (found ??= []).Add((change, one));
        return found ?? [];
    }

    private static FieldChange Checked(RecordKind kind, string field, object? from, object? to)
    {
        _ = kind[field];
        return new(field, from, to);
    }

    private Plan Add(Change change)
    {
        Mine()._changes.Add(change);
        return this;
    }

    private Plan Mine()
    {
        if (ReferenceEquals(this, Empty))
            throw new InvalidOperationException("The empty plan stays empty.");
        // What was hashed before is no longer what is planned.
        _hash = null;
        return this;
    }
}

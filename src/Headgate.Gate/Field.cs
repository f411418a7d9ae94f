namespace Headgate.Gate;

/// <summary>How far a value may travel.</summary>
public enum DataClass
{
    /// <summary>Anybody.</summary>
    Public,

    /// <summary>The organisation: names, titles, companies.</summary>
    Internal,

    /// <summary>Business e-mail, phone, cash-flow totals.</summary>
    Confidential,

    /// <summary>Birth date, government id, bank account, card, health: never in a model's context.</summary>
    Regulated,
}

/// <summary>What a field holds, as the store keeps it.</summary>
public enum Holds
{
    /// <summary>Unicode text.</summary>
    Text,

    /// <summary>A whole number; money is minor units, time is milliseconds since 1970 UTC.</summary>
    Whole,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Canonical JSON.</summary>
    Json,

    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>One field of a kind of record. A plan can name no column that no field declares.</summary>
/// <param name="Name">The column, snake_case.</param>
/// <param name="Class">How far its values may travel; every field has one.</param>
/// <param name="Holds">What it holds.</param>
public sealed record Field(string Name, DataClass Class, Holds Holds = Holds.Text)
{
    /// <summary>Whether its words are found by search.</summary>
    public bool Searched { get; init; }

    /// <summary>Whether "what changed" tells its from and to; only for fields that are at most internal.</summary>
    public bool Told { get; init; }

    /// <summary>What somebody says in sentences: read for what it says, so a handle could not stand for it.</summary>
    public bool Prose { get; init; }

    /// <summary>A clock or counter: no part of what a person approves.</summary>
    public bool Bookkeeping { get; init; }
}

/// <summary>A kind of record: its name, the prefix of its ids, its table and fields. One static value in the noun's folder.</summary>
public sealed class RecordKind
{
    private readonly Dictionary<string, Field> _fields;

    /// <summary>Declares a kind. Every kind has <c>id</c>, <c>tenant</c> and <c>version</c> besides its fields.</summary>
    public RecordKind(string name, string prefix, string table, params Field[] fields)
    {
        Name = name;
        Prefix = prefix;
        Table = table;
        Fields = fields;
        _fields = fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
        Searched = fields.Any(f => f.Searched);
    }

    /// <summary>The noun, singular (<c>contact</c>).</summary>
    public string Name { get; }

    /// <summary>The prefix of its ids (<c>con</c>).</summary>
    public string Prefix { get; }

    /// <summary>The table.</summary>
    public string Table { get; }

    /// <summary>Its fields.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>Whether search finds it.</summary>
    public bool Searched { get; }

    /// <summary>The field that a person's data is sealed under: the record itself unless it belongs to a contact.</summary>
    public string? SubjectField { get; init; }

    /// <summary>The field of that name.</summary>
    /// <exception cref="ArgumentException">The kind declares no such field.</exception>
    public Field this[string name] =>
        _fields.TryGetValue(name, out var field) ? field : throw new ArgumentException($"{Name} has no field {name}.", nameof(name));

    /// <inheritdoc/>
    public override string ToString() => Name;
}

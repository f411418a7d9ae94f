namespace Headgate.Gate.Schemas;

/// <summary>What a client reads about a parameter whose meaning its name does not give away.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SaysAttribute(string text) : Attribute
{
    /// <summary>The text.</summary>
    public string Text { get; } = text;
}

/// <summary>An id of one of these kinds.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdAttribute(params string[] prefixes) : Attribute
{
    /// <summary>The prefixes allowed.</summary>
    public string[] Prefixes { get; } = prefixes;
}

/// <summary>One of a few values.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ChoiceAttribute : Attribute
{
    /// <summary>The values allowed.</summary>
    public abstract IReadOnlyList<string> Values { get; }
}

/// <summary>One of these values.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] values) : ChoiceAttribute
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Values { get; } = values;
}

/// <summary>Bounds: length of a text, value of a number, number of items.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BoundsAttribute(double min, double max) : Attribute
{
    /// <summary>At least.</summary>
    public double Min { get; } = min;

    /// <summary>At most.</summary>
    public double Max { get; } = max;
}

/// <summary>A date, or an instant with its offset; a date alone begins at midnight in the person's time zone. See <see cref="Moments"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MomentAttribute : Attribute;

/// <summary>A date without a time, <c>yyyy-MM-dd</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DayAttribute : Attribute;

/// <summary>An e-mail address.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmailAttribute : Attribute;

/// <summary>
/// How far a value of an answer or an argument may travel; see <see cref="DataClass"/>. On a record it holds for all of its values that say nothing else. A
/// confidential value is shown as a handle, if it says of what; as it is, if it is prose; else it is left out for whoever may not see it.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class ClassAttribute(DataClass dataClass) : Attribute
{
    /// <summary>The class.</summary>
    public DataClass Class { get; } = dataClass;

    /// <summary>The kind and field that a handle names, <c>contact.email</c>.</summary>
    public string? Handle { get; init; }

    /// <summary>The property beside it that has the record's id.</summary>
    public string Of { get; init; } = "Id";

    /// <summary>Sentences: shown, without what is regulated in them.</summary>
    public bool Prose { get; init; }

    /// <summary>Bytes in base64: handed on as they are, whoever gives them having looked.</summary>
    public bool Bytes { get; init; }

    /// <summary>Whether nothing stands in its place before whoever may not see it.</summary>
    public bool IsHidden => Class == DataClass.Confidential && Handle is null && !Prose;
}

/// <summary>An argument that a handle may stand for.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TakesHandleAttribute(string of) : Attribute
{
    /// <summary><c>email</c>, <c>phone</c> or <c>any</c>.</summary>
    public string Of { get; } = of;
}

/// <summary>A secret that is shown this once: never recorded with an outcome, in the audit or in a log.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShownOnceAttribute : Attribute;

/// <summary>A secret that a caller gives and nobody is shown again: it is sealed before the call is made, so that gate, audit and store see the seal alone.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

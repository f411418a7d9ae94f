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

/// <summary>One of these values.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] values) : Attribute
{
    /// <summary>The values allowed.</summary>
    public string[] Values { get; } = values;
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

/// <summary>How far an output value may travel; see <see cref="DataClass"/>. Without it a value is internal.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ClassAttribute(DataClass dataClass) : Attribute
{
    /// <summary>The class.</summary>
    public DataClass Class { get; } = dataClass;
}

/// <summary>A secret that is shown this once: never recorded with an outcome, in the audit or in a log.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShownOnceAttribute : Attribute;

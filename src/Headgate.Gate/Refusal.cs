namespace Headgate.Gate;

/// <summary>
/// Why a call has no effect, for the reader who must act: a stable code <c>guard.reason</c>, one sentence why, one sentence what to do next.
/// </summary>
public sealed record Refusal(string Code, string Why, string Do)
{
    /// <summary>The argument that is wrong, as a path (<c>items[2].id</c>).</summary>
    public string? Field { get; init; }

    /// <summary>What was expected of <see cref="Field"/>.</summary>
    public string? Expected { get; init; }

    /// <summary>What came instead, shortened.</summary>
    public string? Came { get; init; }

    /// <summary>The record that exists already.</summary>
    public string? Record { get; init; }

    /// <summary>What the caller could have meant.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }

    /// <summary>The present version of the record, when the caller's is old.</summary>
    public long? Version { get; init; }

    /// <summary>In how many seconds a call may be let through.</summary>
    public long? RetryAfter { get; init; }

    /// <summary>The limit that is reached.</summary>
    public string? Limit { get; init; }

    /// <summary>What is used of it.</summary>
    public long? Used { get; init; }

    /// <summary>The most there may be.</summary>
    public long? Most { get; init; }

    /// <summary>Wrong input: names the field, what was expected and what came.</summary>
    public static Refusal Input(string field, string expected, string came) =>
        new("schema.invalid", $"{field}: expected {expected}, got {came}.", $"Correct {field} and call again.")
        {
            Field = field,
            Expected = expected,
            Came = came,
        };

    /// <summary>A record that does not exist, is somebody else's or is not visible: all three look the same.</summary>
    public static Refusal NotFound(string field, string id) =>
        new(
            "record.not_found",
            $"{field}: no record {Text.Shown(id)} that you can see.",
            "Find the id with a list or search tool, then call again."
        )
        {
            Field = field,
            Expected = "the id of a record that exists",
            Came = Text.Shown(id),
        };
}

/// <summary>Ends a decision with a refusal. The gate turns it into an outcome; it never reaches a door.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Why)
{
    /// <summary>The refusal.</summary>
    public Refusal Refusal { get; } = refusal;
}

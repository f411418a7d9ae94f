using System.Text.Json;

namespace Headgate.Gate;

/// <summary>The ways in.</summary>
public enum Door
{
    /// <summary>Model Context Protocol, over HTTP or stdio.</summary>
    Mcp,

    /// <summary>REST.</summary>
    Rest,

    /// <summary>The web pages.</summary>
    Web,

    /// <summary>The command line.</summary>
    Cli,

    /// <summary>Time: workflows, sequences, jobs.</summary>
    Clock,
}

/// <summary>
/// Who asks for what, through which door, when and with which key. A door makes it; the gate judges it; it never changes afterwards, so that
/// deciding it again gives the same plan.
/// </summary>
public sealed record Call
{
    /// <summary>The call's own id, <c>call_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Who calls.</summary>
    public required Principal By { get; init; }

    /// <summary>Through which door.</summary>
    public required Door Door { get; init; }

    /// <summary>The name that was asked for: canonical id, wire name or alias.</summary>
    public required string Action { get; init; }

    /// <summary>The arguments as they came.</summary>
    public required JsonElement Arguments { get; init; }

    /// <summary>When the call came. All time in a decision is this instant.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>32 random bytes: all randomness in a decision comes from here.</summary>
    public required ReadOnlyMemory<byte> Seed { get; init; }

    /// <summary>The client program as it named itself, for the audit.</summary>
    public string? Client { get; init; }

    /// <summary>The run, <c>run_…</c>: the unit of taint, budget and undo.</summary>
    public string? Run { get; init; }

    /// <summary>The same key gives the same outcome; at most 255 characters.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Show the plan, apply nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>When what is planned takes effect, for clocks alone: a held call decides by the time it came, and changes records when it was approved.</summary>
    public DateTimeOffset Effective => Approval?.At ?? At;

    /// <summary>A person's word, when this is a held call that is passed again.</summary>
    public Approval? Approval { get; init; }

    /// <summary>Where people decide, as an absolute address without a slash at its end; nothing when no server listens.</summary>
    public string? Site { get; init; }

    /// <summary>Told of each phase as it begins: how many of three are done, and a word for the one that begins.</summary>
    public Action<int, string>? Progress { get; init; }

    /// <summary>Whether the caller gave this argument, be it null: an update clears what is given as null and leaves what is not given.</summary>
    public bool Gives(string name) => Arguments.ValueKind == JsonValueKind.Object && Arguments.TryGetProperty(name, out _);

    /// <summary>An instant as the caller wrote it, checked by the schema; a date alone begins in the person's time zone.</summary>
    public DateTimeOffset? Moment(string? given) =>
        given is not null && Moments.TryParse(given, Moments.Zone(By.TimeZone), out var at) ? at : null;

    /// <summary>A secret of 32 bytes in base64url that this call makes; nobody can make it again without the seed, which is kept nowhere.</summary>
    public string NewSecret(string purpose)
    {
        var material = System.Text.Encoding.UTF8.GetBytes("secret\n" + purpose);
        return Convert
            .ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(Seed.Span, material))
            .Replace('+', '-')
            .Replace('/', '_')
            .TrimEnd('=');
    }

    /// <summary>The id that this call mints for the <paramref name="ordinal"/>th thing of a kind.</summary>
    public string NewId(string prefix, int ordinal = 0) => Ids.Mint(prefix, At, Seed.Span, ordinal);
}

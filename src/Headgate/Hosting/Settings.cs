using Headgate.Hosting.Anchoring;

namespace Headgate.Hosting;

/// <summary>All settings of a server, read in one place: options of the command line, else <c>HEADGATE_*</c> variables, else defaults.</summary>
public sealed record Settings
{
    /// <summary>The data folder.</summary>
    public required string Data { get; init; }

    /// <summary>The port on loopback; 0 for any free one.</summary>
    public int Port { get; init; } = 7070;

    /// <summary>The address that others use, such as <c>https://crm.example</c>, when a proxy stands in front.</summary>
    public string? Url { get; init; }

    /// <summary>A PostgreSQL address; the embedded database when there is none.</summary>
    public string? Database { get; init; }

    /// <summary>The file that signed checkpoints are added to, best on another disk; in the data folder when nothing is said.</summary>
    public string? Checkpoints { get; init; }

    /// <summary>The witnesses that are asked to sign checkpoints.</summary>
    public IReadOnlyList<TrustedWitness> Witnesses { get; init; } = [];

    /// <summary>The bucket that checkpoints are put into.</summary>
    public TrustedBucket? Bucket { get; init; }

    /// <summary>Whether anchors may be on this machine, over http too: for development.</summary>
    public bool AnchorsOnLoopback { get; init; }

    /// <summary>Where OpenTelemetry data goes (OTLP); nowhere when there is none.</summary>
    public string? Otlp { get; init; }

    /// <summary>A setting from the environment.</summary>
    public static string? Of(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Readiness;

/// <summary>Something in the data that would mislead whoever acts on it, an agent first of all.</summary>
[Class(DataClass.Internal)]
public sealed record Finding
{
    /// <summary>What it is, such as <c>unused_stages</c>.</summary>
    public required string Code { get; init; }

    /// <summary>How many.</summary>
    public required long Count { get; init; }

    /// <summary>True when only a part was looked at, so that there may be more.</summary>
    public bool? AtLeast { get; init; }

    /// <summary>What it is, with the number, in one sentence.</summary>
    public required string Says { get; init; }

    /// <summary>Some of them, by id where they have one.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>Why it matters.</summary>
    public required string Why { get; init; }

    /// <summary>What mends it.</summary>
    public required string Fix { get; init; }
}

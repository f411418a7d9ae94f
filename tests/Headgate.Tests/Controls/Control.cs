using System.Text.Json;
using Headgate.Tests.Running;

namespace Headgate.Tests.Controls;

/// <summary>A control of a framework: what it asks in our words, and what the product does about it.</summary>
internal sealed record Control
{
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Framework { get; init; }
    public required string Id { get; init; }
    public int? Level { get; init; }
    public required string Asks { get; init; }
    public string? Does { get; init; }

    /// <summary>Why it does not concern this product.</summary>
    public string? NotApplicable { get; init; }

    /// <summary>What is missing: no test may hide it.</summary>
    public string? Open { get; init; }

    /// <summary>All of them, in the order of their file.</summary>
    public static IReadOnlyList<Control> All() =>
        JsonSerializer.Deserialize<List<Control>>(Repository.Read("tests/Headgate.Tests/Controls/controls.json"), Form)!;
}

namespace Headgate.Features.Demo;

/// <summary>An opportunity with the way that it went.</summary>
internal sealed class Deal
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required Firm Firm { get; init; }
    public required Buyer Buyer { get; init; }
    public required Colleague Owner { get; init; }
    public required Lane Lane { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }

    /// <summary>What is bought, when it is products.</summary>
    public IReadOnlyList<(string Product, int Quantity, long Price)> Lines { get; init; } = [];
    public required long Created { get; init; }

    /// <summary>Stages after the first, and when it came there.</summary>
    public required IReadOnlyList<(Step Step, long At)> Moves { get; init; }
    public string? Reason { get; init; }

    /// <summary>Days since anybody touched it, when that is too long ago.</summary>
    public int Stale { get; init; }
    public required DateOnly Close { get; init; }
    public required DateOnly Begun { get; init; }

    /// <summary>The last day on which anything was done about it.</summary>
    public required DateOnly Ended { get; init; }
    public long? Last { get; private set; }

    public Step Stage => Moves.Count > 0 ? Moves[^1].Step : Lane.Steps[0];
    public bool IsOpen => Stage.Kind == "open";

    public void Touch(long at) => Last = Math.Max(Last ?? 0, at);
}

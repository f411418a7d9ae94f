using Headgate.Gate;

namespace Headgate.Features.Limits;

/// <summary>The limits and the breaker as they are set.</summary>
public sealed record MeasuresShown
{
    public required IReadOnlyList<LimitShown> Limits { get; init; }

    /// <summary>How many times an agent's limit all agents have together.</summary>
    public required long OrganisationTimes { get; init; }
    public required BreakerShown Breaker { get; init; }

    /// <summary>From the measures.</summary>
    internal static MeasuresShown Of(Guardrails rails, IReadOnlyList<LimitShown> limits) =>
        new()
        {
            Limits = limits,
            OrganisationTimes = rails.Limits.Times,
            Breaker = new()
            {
                Percent = rails.Breaker.PercentNow,
                Calls = rails.Breaker.CallsNow,
                Window = (long)rails.Breaker.WindowNow.TotalSeconds,
                Wait = (long)rails.Breaker.WaitNow.TotalSeconds,
            },
        };

    /// <summary>When the breaker of a tool opens, and for how many seconds.</summary>
    public sealed record BreakerShown
    {
        public required long Percent { get; init; }
        public required long Calls { get; init; }
        public required long Window { get; init; }
        public required long Wait { get; init; }
    }
}

using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Outbound;

/// <summary>When outbound goes off by itself, with what the golden set says where nobody said anything.</summary>
[Class(DataClass.Internal)]
public sealed record OutboundRulesShown
{
    public required long BouncePercent { get; init; }
    public required long ErrorPercent { get; init; }
    public required long DuplicatePercent { get; init; }
    public required long AtLeast { get; init; }
    public required long Minutes { get; init; }
    public required bool TwoPeople { get; init; }
    public required long ConfirmMinutes { get; init; }

    /// <summary>From the measures.</summary>
    public static OutboundRulesShown Of(OutboundRules rules) =>
        new()
        {
            BouncePercent = rules.Bounces,
            ErrorPercent = rules.Errors,
            DuplicatePercent = rules.Duplicates,
            AtLeast = rules.Fewest,
            Minutes = (long)rules.Window.TotalMinutes,
            TwoPeople = rules.TakesTwo,
            ConfirmMinutes = (long)rules.Confirms.TotalMinutes,
        };
}

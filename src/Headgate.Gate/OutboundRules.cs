namespace Headgate.Gate;

/// <summary>When outbound turns itself off, and how many people it takes to turn it on again.</summary>
public sealed record OutboundRules
{
    /// <summary>The share of bounces and complaints, in per cent, from which it goes off.</summary>
    public int? BouncePercent { get; init; }

    /// <summary>The share of sends that failed or are in doubt, in per cent, from which it goes off.</summary>
    public int? ErrorPercent { get; init; }

    /// <summary>The share of messages that the same recipient got within a day before, in per cent, from which it goes off.</summary>
    public int? DuplicatePercent { get; init; }

    /// <summary>How many outcomes there must be before a share says anything.</summary>
    public int? AtLeast { get; init; }

    /// <summary>How many minutes back outcomes count; never from before it was last turned on.</summary>
    public int? Minutes { get; init; }

    /// <summary>Whether a second person must confirm that it is turned on.</summary>
    public bool? TwoPeople { get; init; }

    /// <summary>How many minutes the second person has.</summary>
    public int? ConfirmMinutes { get; init; }

    /// <summary>The share of bounces, five per cent where nobody said.</summary>
    public int Bounces => BouncePercent ?? 5;

    /// <summary>The share of errors, a fifth where nobody said.</summary>
    public int Errors => ErrorPercent ?? 20;

    /// <summary>The share of duplicates, a tenth where nobody said.</summary>
    public int Duplicates => DuplicatePercent ?? 10;

    /// <summary>The fewest outcomes, twenty where nobody said.</summary>
    public int Fewest => AtLeast ?? 20;

    /// <summary>How far back outcomes count.</summary>
    public TimeSpan Window => TimeSpan.FromMinutes(Math.Clamp(Minutes ?? 60, 1, 1440));

    /// <summary>How long the second person has.</summary>
    public TimeSpan Confirms => TimeSpan.FromMinutes(Math.Clamp(ConfirmMinutes ?? 30, 1, 1440));

    /// <summary>Whether it takes two.</summary>
    public bool TakesTwo => TwoPeople == true;

    /// <summary>Why outbound must go off by itself, in the words of its reason; nothing while every share is below.</summary>
    public string? Trips(string channel, Outcomes seen)
    {
        if (seen.Total < Fewest)
            return null;
        return Over("bounce", seen.Bounced, Bounces) ?? Over("error", seen.Failed, Errors) ?? Over("duplicate", seen.Duplicate, Duplicates);

        string? Over(string what, long of, int percent) =>
            of * 100 >= seen.Total * percent
                ? $"auto: {what} rate {of * 100m / seen.Total:0.#} % ({of} of the last {seen.Total} by {channel}), {percent} % is the most"
                : null;
    }
}

/// <summary>What became of the last messages of a channel.</summary>
/// <param name="Total">How many have an outcome.</param>
/// <param name="Bounced">Of these, bounced or complained about.</param>
/// <param name="Failed">Of these, failed or in doubt.</param>
/// <param name="Duplicate">Of these, the same to the same recipient as one within a day before.</param>
public sealed record Outcomes(long Total, long Bounced, long Failed, long Duplicate);

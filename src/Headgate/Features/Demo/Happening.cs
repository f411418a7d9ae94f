namespace Headgate.Features.Demo;

/// <summary>An activity.</summary>
internal sealed record Happening(
    string Kind,
    string Subject,
    string? Body,
    string Direction,
    string? Outcome,
    DateOnly Day,
    long At,
    long? Seconds,
    Colleague Who,
    Firm? Firm,
    Buyer? Buyer,
    Deal? Deal
);

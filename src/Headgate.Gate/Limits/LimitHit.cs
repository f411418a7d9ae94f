using System.Globalization;

namespace Headgate.Gate.Limits;

/// <summary>A limit that stands in a call's way.</summary>
/// <param name="Charge">What the call would take.</param>
/// <param name="Used">What is taken.</param>
/// <param name="Free">When there is room; nothing when there never is, since the call alone takes more than the limit.</param>
public sealed record LimitHit(Charge Charge, long Used, DateTimeOffset? Free)
{
    /// <summary>The refusal.</summary>
    public Refusal Refusal(DateTimeOffset now)
    {
        var wait = Free is { } free ? Math.Max(1, (long)Math.Ceiling((free - now).TotalSeconds)) : (long?)null;
        var most = Charge.Most.ToString("N0", CultureInfo.InvariantCulture);
        return new(
            "limits." + Charge.Name,
            $"{Charge.Name} is {most}; {Used.ToString("N0", CultureInfo.InvariantCulture)} are used and this call takes {Charge.Amount.ToString("N0", CultureInfo.InvariantCulture)}.",
            wait is null
                ? "Split the call into smaller ones, or ask a person to raise the limit."
                : $"Nothing was done. Wait {wait} seconds and call again, or ask a person to raise the limit."
        )
        {
            RetryAfter = wait,
            Limit = Charge.Name,
            Used = Used,
            Most = Charge.Most,
        };
    }
}

using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features;

/// <summary>Fields that many kinds of record have, declared once.</summary>
internal static class Columns
{
    /// <summary>Which system a record lives in; ours unless a connected CRM is its home.</summary>
    public const string Here = "headgate";

    /// <summary>When it was made and last changed.</summary>
    public static readonly Field[] Clocks =
    [
        new("created_at", Internal, Whole) { Bookkeeping = true },
        new("updated_at", Internal, Whole) { Bookkeeping = true },
    ];

    /// <summary>Where it lives, where its text came from, who made it.</summary>
    public static readonly Field[] Origin =
    [
        new("home", Internal) { Bookkeeping = true },
        new("provenance", Internal) { Bookkeeping = true },
        new("created_by", Internal) { Bookkeeping = true },
    ];

    /// <summary>The values of <see cref="Clocks"/> for a new record.</summary>
    public static IEnumerable<(string, object?)> Born(Call call) =>
        [("created_at", call.Effective.ToUnixTimeMilliseconds()), ("updated_at", call.Effective.ToUnixTimeMilliseconds())];

    /// <summary>The values of <see cref="Origin"/> for a record made by a call.</summary>
    public static IEnumerable<(string, object?)> Made(Call call) =>
        [("home", Here), ("provenance", By(call)), ("created_by", call.By.Actor)];

    /// <summary>Who writes, as far as trust goes; the gate says so when an agent has read text from outside before.</summary>
    public static string By(Call call) => call.By.IsPerson ? "person" : "agent";

    /// <summary>The change of <c>updated_at</c> that goes with every update.</summary>
    public static (string, object?, object?) Moved(long was, Call call) => ("updated_at", was, call.Effective.ToUnixTimeMilliseconds());
}

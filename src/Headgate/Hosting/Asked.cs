namespace Headgate.Hosting;

/// <summary>What came beside the arguments.</summary>
/// <param name="Client">The client program as it names itself.</param>
/// <param name="Key">An idempotency key from a header.</param>
/// <param name="DryRun">Whether only the plan is wanted.</param>
/// <param name="Progress">Told of each phase: how many of three are done, and which.</param>
/// <param name="After">The end of the call that this one follows.</param>
public sealed record Asked(
    string? Client = null,
    string? Key = null,
    bool DryRun = false,
    Action<int, string>? Progress = null,
    Task? After = null
);

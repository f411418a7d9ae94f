namespace Headgate.Hosting.Anchoring;

/// <summary>Looks after the anchors while the server runs: each second, and where one is away at growing distances.</summary>
internal sealed class AnchorRounds(Site site, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(site.Anchors.All.Select(a => Follow(a, stoppingToken)));

    private async Task Follow(Anchor anchor, CancellationToken stop)
    {
        for (var failures = 0; !stop.IsCancellationRequested; )
        {
            try
            {
                failures = await anchor.Round(stop) ? 0 : failures + 1;
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                failures++;
                log.LogError(failure, "{Anchor} could not be looked after", anchor.Name);
            }
            await Task.Delay(failures == 0 ? anchor.Every : Pause(failures), site.Time, stop);
        }
    }

    /// <summary>How long it is left alone after it was away so many times in a row.</summary>
    internal static TimeSpan Pause(int failures) =>
        failures > 8 ? Longest : TimeSpan.FromSeconds(Math.Min(1 << failures, Longest.TotalSeconds));
}

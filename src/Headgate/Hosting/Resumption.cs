namespace Headgate.Hosting;

/// <summary>
/// Does, once at the start, what a person approved just before the process ended; then what is due by the clock, and looks after what waits to be sent, if
/// anybody delivers.
/// </summary>
internal sealed class Resumption(Site site, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    // Looked after every third time.
    private const int Deliveries = 3;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await site.ResumeHeld(stoppingToken);
        using var timer = new PeriodicTimer(Beat, site.Time);
        for (var beat = 0; ; beat++)
        {
            try
            {
                await site.Tick(stoppingToken);
                if (site.Delivers && beat % Deliveries == 0)
                    await site.Deliver(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The store may be back at the next beat.
                log.LogError(failure, "What is due by the clock could not be done");
            }
            if (!await timer.WaitForNextTickAsync(stoppingToken))
                return;
        }
    }
}

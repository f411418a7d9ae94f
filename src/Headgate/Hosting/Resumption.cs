namespace Headgate.Hosting;

/// <summary>Does, once at the start, what a person approved just before the process ended; then looks after what waits to be sent, if anybody delivers.</summary>
internal sealed class Resumption(Site site) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await site.ResumeHeld(stoppingToken);
        if (!site.Delivers)
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15), site.Time);
        do await site.Deliver(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

namespace Headgate.Hosting;

/// <summary>Puts what is committed into the log, each second.</summary>
internal sealed class Integration(Site site) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), site.Time);
        do await site.Integrate();
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

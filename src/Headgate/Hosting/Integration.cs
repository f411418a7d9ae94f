namespace Headgate.Hosting;

/// <summary>Puts what is committed into the log, each second.</summary>
internal sealed class Integration(Site site, ILogger log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), site.Time);
        do try
        {
            await site.Integrate();
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // What is committed stays committed, and is integrated when the store or the file is back.
            log.LogError(failure, "Events could not be put into the log");
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

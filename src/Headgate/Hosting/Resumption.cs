namespace Headgate.Hosting;

/// <summary>Does, once at the start, what a person approved just before the process ended.</summary>
internal sealed class Resumption(Site site) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => site.ResumeHeld(stoppingToken);
}

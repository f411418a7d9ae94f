using Headgate.Gate;

namespace Headgate.Hosting;

/// <summary>Makes imported records ready to be compared, each second what is worth it.</summary>
internal sealed class Matching(Site site) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), site.Time);
        do foreach (var realm in Enum.GetValues<Realm>())
            await site.WorldOf(realm).IndexMatches(all: false, stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

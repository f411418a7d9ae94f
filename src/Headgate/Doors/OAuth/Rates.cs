using System.Threading.RateLimiting;

namespace Headgate.Doors.OAuth;

/// <summary>How often the addresses that anybody may ask are answered: so many a minute from one address.</summary>
internal sealed class Rates(int perMinute) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ =>
                new()
                {
                    PermitLimit = perMinute,
                    Window = TimeSpan.FromMinutes(1),
                    QueueLimit = 0,
                }
        )
    );

    /// <summary>Whether this one is answered.</summary>
    public bool Lets(HttpContext http)
    {
        using var lease = _limiter.AttemptAcquire(http);
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}

using Headgate.Connectors;
using Headgate.Store;
using Headgate.Store.Logs;

namespace Headgate.Hosting.Anchoring;

/// <summary>The anchors of a server, each for itself: one that is away holds nobody up.</summary>
internal sealed class Anchors : IDisposable
{
    private readonly Egress _egress = new();

    public Anchors(Settings settings, Database database, LogKey key, TimeProvider time, ILogger log)
    {
        Witnesses = settings.Witnesses;
        All =
        [
            .. Witnesses.Select(w => new WitnessAnchor(
                w,
                new(database, WitnessAnchor.PlaceOf(w.Key)),
                _egress,
                settings.AnchorsOnLoopback,
                time,
                log
            )),
            .. settings.Bucket is { } bucket
                ? (Anchor[])
                    [
                        new BucketAnchor(
                            bucket,
                            new(database, bucket.Address.ToString()),
                            key,
                            _egress,
                            settings.AnchorsOnLoopback,
                            time,
                            log
                        ),
                    ]
                : [],
        ];
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Anchor> All { get; }

    /// <summary>The witnesses among them.</summary>
    public IReadOnlyList<TrustedWitness> Witnesses { get; }

    /// <summary>Those that something is wrong with, in a sentence each that anybody may read: nothing of whose log it is, nor how long.</summary>
    public IEnumerable<string> Troubled =>
        All.Where(a => a.State.Trouble is not null).Select(a => $"{a.Name} is away or in doubt; the server's log says why.");

    /// <summary>Asks all at once about a log, giving each the newest checkpoint.</summary>
    public async Task<IReadOnlyList<AnchorReport>> Ask(string tenant, CancellationToken cancel) =>
        await Task.WhenAll(
            All.Select(async a =>
            {
                var standing = await a.Submit(tenant, cancel);
                return new AnchorReport(a.Name, LogKey.OriginOf(tenant), standing.Agreement.ToString().ToLowerInvariant(), standing.What);
            })
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var anchor in All)
            anchor.Dispose();
        _egress.Dispose();
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using Headgate.Gate;

namespace Headgate.Hosting;

/// <summary>What telemetry sees of a call: a span with action, door and end, a count, and how long it took. Never an argument or an answer.</summary>
internal static class Instruments
{
    private static readonly ActivitySource Spans = new("Headgate", Product.Version);
    private static readonly Meter Meter = new("Headgate", Product.Version);
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("headgate.calls", "{call}", "Calls through the gate");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "headgate.call.duration",
        "s",
        "From the door to the durable answer"
    );

    /// <summary>Tells how far anchors are behind, for as long as there is somebody to tell.</summary>
    public static void Watch(Anchoring.Anchors anchors)
    {
        if (anchors.All.Count > 0)
            Meter.CreateObservableGauge(
                "headgate.anchors.behind",
                () => anchors.All.Select(a => new Measurement<long>(a.State.Behind, new KeyValuePair<string, object?>("anchor", a.Name))),
                "{entry}",
                "Entries of the log that an anchor has not got"
            );
    }

    public static Activity? Begin(Call call)
    {
        var span = Spans.StartActivity("headgate.call");
        span?.SetTag("headgate.door", call.Door.ToString().ToLowerInvariant());
        span?.SetTag("headgate.call", call.Id);
        span?.SetTag("headgate.run", call.Run);
        return span;
    }

    public static void End(Activity? span, Call call, Outcome outcome, TimeSpan took)
    {
        var action = outcome.Action?.Id ?? "unknown";
        var ended = outcome.Ended.ToString().ToLowerInvariant();
        if (Calls.Enabled || Duration.Enabled)
        {
            var tags = new TagList
            {
                { "action", action },
                { "door", call.Door.ToString().ToLowerInvariant() },
                { "ended", ended },
                { "code", outcome.Refusal?.Code ?? "" },
            };
            Calls.Add(1, tags);
            Duration.Record(took.TotalSeconds, tags);
        }
        span?.SetTag("headgate.action", action);
        span?.SetTag("headgate.ended", ended);
        span?.SetTag("headgate.code", outcome.Refusal?.Code);
    }
}

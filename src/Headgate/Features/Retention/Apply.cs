using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Retention;

/// <summary>
/// Drops what was kept of calls, once it is as old as its class is kept; the clock calls it. The leaf says until when, so that whoever verifies
/// the log knows why a payload is gone. What concerns somebody under a legal hold stays.
/// </summary>
[Action(
    "retention.apply",
    Scope.None,
    "Apply retention",
    "Drops what is kept of calls and is older than its class is kept, a portion at a time; legal holds win.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class Apply : Feature<Apply.Input, Apply.Output>
{
    private const int Portion = 5_000;

    public sealed record Input
    {
        [OneOf("calls", "refusals", "facts")]
        public required string Class { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        [Says("What is older is gone; nothing when nothing was so old")]
        public string? Before { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        // Nobody's door leads here, and whoever finds another is not the clock.
        if (call.Door != Door.Clock)
            throw new RefusedException(new("retention.clock_only", "Only the clock applies retention.", "Nothing is left to do."));
        var of = KeptClass.Of(input.Class);
        var days = (await RetentionRow.All(reader)).FirstOrDefault(r => r.Class == of.Name)?.Days ?? KeptClass.UsualDays;
        var old = call.At - TimeSpan.FromDays(days);
        var last = await reader.Number(
            $"""
            SELECT COALESCE(MAX(o.at), -1) FROM
              (SELECT at FROM recorded_calls WHERE tenant = @tenant AND at < @old AND {of.Condition} AND {RecordedCalls.Free} ORDER BY at LIMIT {Portion}) o
            """,
            ("old", old.ToUnixTimeMilliseconds())
        );
        if (last < 0)
            return Answer(new Output());
        var before = DateTimeOffset.FromUnixTimeMilliseconds(last + 1);
        return Answer(new Output { Before = Moments.Iso(before) }, new Plan().Age(of.Name, before));
    }
}

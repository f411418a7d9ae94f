using Headgate.Gate.Limits;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Limits;

public sealed class SpendingTests
{
    private static Charge Of(Limit limit, long most, long amount = 1, bool ofAll = false) => new(limit, "c", most, amount, ofAll);

    private static string[] Left(params (Charge Charge, Level Level)[] taken) =>
        [
            .. new Spending(Gateway.Noon, [.. taken.Select(t => t.Charge)], [.. taken.Select(t => t.Level)])
                .Left()
                .Select(l => $"{l.Name} {l.Left} {l.Resets}"),
        ];

    [Fact]
    public void What_is_left_is_told_from_the_scarcest_on_and_of_three_at_most() =>
        Assert.Equal(
            [
                "creates_per_run 2 2026-03-11T12:00:00Z",
                "new_domains_per_day 5 2026-03-05T12:24:00Z",
                "creates_per_minute 6 2026-03-04T12:01:01Z",
            ],
            Left(
                (Of(LimitList.Creates[0], 10), new(3, null)),
                (Of(LimitList.Creates[1], 9), new(1, null)),
                (Of(LimitList.Domains, 10, 2), new(3, null)),
                (Of(LimitList.Creates[3], 4), new(1, null))
            )
        );

    [Fact]
    public void It_resets_when_the_oldest_of_what_is_taken_leaves() =>
        Assert.Equal(["creates_per_day 3 2026-03-04T12:30:00Z"], Left((Of(LimitList.Creates[2], 5), new(1, Gateway.Noon.AddMinutes(30)))));

    [Fact]
    public void Ceilings_over_all_agents_are_not_told() =>
        Assert.Equal(
            ["creates_per_minute 9 2026-03-04T12:01:01Z"],
            Left((Of(LimitList.Creates[2], 2, ofAll: true), default), (Of(LimitList.Creates[0], 10), default))
        );

    [Fact]
    public void The_general_limits_are_told_only_where_there_is_no_other()
    {
        var write = (Of(LimitList.Writes[0], 2), default(Level));
        Assert.Equal(["creates_per_minute 9 2026-03-04T12:01:01Z"], Left(write, (Of(LimitList.Creates[0], 10), default)));
        Assert.Equal(["writes_per_minute 1 2026-03-04T12:01:01Z"], Left(write));
        Assert.Empty(Left());
    }

    [Fact]
    public void What_is_left_is_never_less_than_nothing() =>
        Assert.Equal(["creates_per_minute 0 2026-03-04T12:01:01Z"], Left((Of(LimitList.Creates[0], 5), new(9, null))));
}

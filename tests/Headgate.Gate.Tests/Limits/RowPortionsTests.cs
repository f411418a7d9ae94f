using Headgate.Gate.Guards;
using Headgate.Gate.Limits;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Limits;

/// <summary>What agents read, through the guard that counts it.</summary>
public sealed class RowPortionsTests
{
    private readonly Gateway _gate = new();
    private readonly LimitsGuard _guard;

    public RowPortionsTests()
    {
        _guard = new(_gate.Memory, _gate.Clock);
        Most(("rows_per_day", 20_000));
    }

    private MemoryLimits Counted => _gate.Memory.Counted;

    // The agent's own limits alone: the ceiling over all agents is so wide that no test meets it.
    private void Most(params (string Name, long? Most)[] limits)
    {
        var set = LimitRules.None.Set!.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, most) in limits)
            set[name] = most;
        _gate.Memory.Rails = new()
        {
            Limits = new() { Set = set, OrganisationTimes = 1 },
        };
    }

    private async Task<Passage> Reading(int rows, string? run = null, Principal? by = null)
    {
        var plain = _gate.Passage("contact.get", by: by);
        var passage = new Passage(plain.Call with { Run = run }, plain.Action, 0)
        {
            Decision = new(new Nothing(), Plan.Empty)
            {
                Records = [.. Enumerable.Range(0, rows).Select(i => new RecordRef($"con_{i}", 1))],
            },
        };
        var verdict = await _guard.JudgePlan(passage, default);
        if (verdict.Refusal is { } refusal)
            passage.Refuse(refusal);
        return passage;
    }

    // What the store was asked to take of the agent's own counter, in order.
    private string Taken() => string.Join(' ', Counted.Takes.Select(t => t.Split(": ")[1].Split(", ")[0].Split(' ')[1]));

    [Fact]
    public async Task A_portion_is_taken_once_and_what_is_read_comes_out_of_it()
    {
        var first = await Reading(100);
        Assert.Equal((100L, 500L, 100L), (first.RowsTaken, first.Basis.Limits?.Left, first.Basis.Limits?.Asked));
        Assert.Null(first.Basis.Limits?.Counter);
        var second = await Reading(150);
        Assert.Equal((150L, 400L), (second.RowsTaken, second.Basis.Limits?.Left));
        Assert.Equal(["org_1: rows_per_day/agt_1 500, rows_per_day/org_1 500"], Counted.Takes);
    }

    [Fact]
    public async Task A_portion_that_runs_low_is_filled_up_before_it_is_empty()
    {
        await Reading(374);
        await Reading(1);
        Assert.Equal("500", Taken());
        await Reading(1);
        Assert.Equal("500 500", Taken());
        Assert.Equal(624, (await Reading(600)).Basis.Limits?.Left);
    }

    [Fact]
    public async Task A_portion_that_was_not_a_whole_one_is_not_filled_up_ahead()
    {
        Most(("rows_per_day", 400));
        await Reading(10);
        await Reading(5);
        Assert.Equal("10 10", Taken());
        await Reading(5);
        Assert.Equal("10 10", Taken());
    }

    [Fact]
    public async Task A_read_of_more_than_a_portion_takes_what_it_needs()
    {
        Assert.Equal(700, (await Reading(700)).Basis.Limits?.Left);
        Assert.Equal("700", Taken());
        await Reading(1);
        Assert.Equal("700 500", Taken());
    }

    [Fact]
    public async Task Where_nothing_is_limited_nothing_is_taken_and_everything_is_read()
    {
        Most();
        Assert.Null((await Reading(9_000)).Refusal);
        Assert.Null((await Reading(450)).Refusal);
        Assert.Null((await Reading(1)).Refusal);
        Assert.Empty(Counted.Takes);
    }

    [Fact]
    public async Task A_portion_is_a_fortieth_of_the_smallest_limit()
    {
        Most(("rows_per_day", 20_000), ("rows_per_run", 4_000));
        Assert.Equal(100, (await Reading(1, run: "run_1")).Basis.Limits?.Left);
        Assert.Equal(500, (await Reading(1, run: null)).Basis.Limits?.Left);
    }

    [Fact]
    public async Task What_is_left_is_read_to_the_last_row_and_none_beyond()
    {
        Counted.Counters["rows_per_day/agt_1"] = new(19_990, null);
        Counted.Room = Gateway.Noon.AddMinutes(5);
        var last = await Reading(10);
        Assert.Null(last.Refusal);
        Assert.Equal("500 10", Taken());
        var refused = await Reading(1);
        Assert.Equal(
            "limits.rows_per_day | rows_per_day is 20,000; 20,000 are used and this call takes 1. | Nothing was done. Wait 300 seconds and call again, or ask a person to raise the limit.",
            Gateway.Said(refused.Refusal)
        );
        Assert.Equal(
            (1L, "rows_per_day", 20_000L, 20_000L, null, 0L),
            (
                refused.Basis.Limits!.Asked,
                refused.Basis.Limits.Counter,
                refused.Basis.Limits.Most,
                refused.Basis.Limits.Used,
                refused.Basis.Limits.Left,
                refused.RowsTaken
            )
        );
        Assert.Equal("500 10 500", Taken());
    }

    [Fact]
    public async Task What_does_not_fit_is_not_asked_for_twice()
    {
        Counted.Counters["rows_per_day/agt_1"] = new(19_500, null);
        Assert.Equal("limits.rows_per_day", (await Reading(600)).Refusal?.Code);
        Assert.Equal("600", Taken());
    }

    [Fact]
    public async Task A_portion_ends_with_its_bucket()
    {
        await Reading(10);
        // The buckets of a day have 24 minutes.
        _gate.Clock.Now += TimeSpan.FromMinutes(24) - TimeSpan.FromMilliseconds(1);
        await Reading(10);
        Assert.Equal("500", Taken());
        _gate.Clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(500, (await Reading(10)).Basis.Limits?.Left);
        Assert.Equal("500 500", Taken());
    }

    [Fact]
    public async Task What_is_left_is_kept_when_the_same_bucket_is_asked_again()
    {
        await Reading(300);
        Assert.Equal(700, (await Reading(300)).Basis.Limits?.Left);
    }

    [Fact]
    public async Task Every_agent_and_every_run_has_a_portion_of_its_own()
    {
        await Reading(10);
        await Reading(10, run: "run_1");
        await Reading(10, by: Gateway.Agent with { Agent = "agt_2" });
        await Reading(10, by: Gateway.Agent with { Tenant = "org_2" });
        await Reading(10);
        Assert.Equal(
            ["rows_per_day/agt_1 500", "rows_per_day/agt_1 500", "rows_per_day/agt_2 500", "rows_per_day/agt_1 500"],
            Counted.Takes.Select(t => t.Split(": ")[1].Split(", ")[0])
        );
    }

    [Fact]
    public async Task What_was_taken_for_an_answer_that_is_refused_is_given_back_once()
    {
        var passage = await Reading(100);
        _guard.Release(passage);
        Assert.Equal(0, passage.RowsTaken);
        Assert.Equal(400, (await Reading(1)).Basis.Limits?.Left);
        passage.RowsTaken = 100;
        passage.Refuse(new("a.b", "", ""));
        _guard.Release(passage);
        _guard.Release(passage);
        Assert.Equal(499, (await Reading(1)).Basis.Limits?.Left);
    }

    [Fact]
    public async Task A_plan_that_is_judged_again_gives_back_all_that_it_took()
    {
        var passage = await Reading(100);
        await _guard.JudgePlan(passage, default);
        Assert.Equal(200, passage.RowsTaken);
        passage.Refuse(new("a.b", "", ""));
        _guard.Release(passage);
        Assert.Equal(500, (await Reading(1)).Basis.Limits?.Left);
    }

    [Fact]
    public async Task An_answer_without_records_and_a_persons_reading_cost_nothing()
    {
        Assert.Null((await Reading(0)).Basis.Limits);
        Assert.Null((await Reading(5, by: Gateway.Person)).Basis.Limits);
        Assert.Empty(Counted.Takes);
    }

    [Fact]
    public async Task What_cannot_be_filled_up_ahead_is_told_to_whoever_finds_it_empty()
    {
        await Reading(376);
        Counted.BeforeTake = () => throw new InvalidOperationException("broken");
        Assert.Null((await Reading(1)).Refusal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Reading(200));
        Counted.BeforeTake = () => Task.CompletedTask;
        Assert.Null((await Reading(200)).Refusal);
    }

    [Fact]
    public async Task What_has_no_room_ahead_is_not_filled_up()
    {
        await Reading(376);
        Counted.Counters["rows_per_day/agt_1"] = new(20_000, null);
        Assert.Null((await Reading(1)).Refusal);
        Assert.Equal(123, (await Reading(1)).Basis.Limits?.Left);
    }

    [Fact]
    public async Task However_many_runs_read_what_a_run_still_has_is_not_forgotten()
    {
        RowPortions portions = new(_gate.Memory, _gate.Clock, mostKept: 1);
        var call = _gate.Call("contact.get");
        foreach (var run in (string[])["run_1", "run_2", "run_3", "run_1"])
            await portions.Take(call with { Run = run }, 10, default);
        Assert.Equal("500 500 500", Taken());
    }

    [Fact]
    public async Task Readers_of_one_run_wait_for_one_portion()
    {
        TaskCompletionSource taken = new();
        Counted.BeforeTake = () => taken.Task;
        Task<Passage>[] reads = [Reading(10), Reading(10), Reading(10)];
        taken.SetResult();
        var passages = await Task.WhenAll(reads);
        Assert.Equal([500L, 490L, 480L], passages.Select(p => p.Basis.Limits?.Left).OrderDescending());
        Assert.Equal("500", Taken());
    }

    [Fact]
    public async Task While_one_fills_up_ahead_others_read_on_and_do_not_fill_up_too()
    {
        await Reading(376);
        TaskCompletionSource taken = new();
        Counted.BeforeTake = () => taken.Task;
        await Reading(1);
        await Reading(1);
        Assert.Equal("500 500", Taken());
        taken.SetResult();
    }
}

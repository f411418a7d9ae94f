using Headgate.Gate.Breakers;
using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

/// <summary>The guard by itself: how calls that it let through end, and what it tells of itself.</summary>
public sealed class BreakerEndsTests
{
    private readonly Gateway _gate = new();
    private BreakerGuard _guard;

    public BreakerEndsTests() => _guard = new(_gate.Memory, _gate.Clock);

    // A call that ends with that code; one that went away leaves no event.
    private async Task<Refusal?> Call(string? code, string action = "test.run", Principal? by = null, bool goesAway = false)
    {
        var passage = await Enter(action, by);
        var refused = passage.Refusal;
        Leave(passage, refused?.Code ?? code, goesAway);
        return refused;
    }

    private async Task<Passage> Enter(string action = "test.run", Principal? by = null, string arguments = "{}")
    {
        var passage = _gate.Passage(action, arguments, by);
        if ((await _guard.JudgeCall(passage, default)).Refusal is { } refusal)
            passage.Refuse(refusal);
        return passage;
    }

    private void Leave(Passage passage, string? code, bool goesAway = false)
    {
        if (code is not null)
            passage.Refuse(new(code, "", ""));
        passage.Event = goesAway ? null : new(passage, default);
        _guard.Release(passage);
    }

    private async Task Calls(int count, string? code, string action = "test.run")
    {
        for (var i = 0; i < count; i++)
            Assert.Null(await Call(code, action));
    }

    [Theory]
    [InlineData("action.failed", true)]
    [InlineData("guard.failed", true)]
    [InlineData("store.unavailable", true)]
    [InlineData("provider.timeout", true)]
    [InlineData("provider", false)]
    [InlineData("limits.creates_per_minute", false)]
    [InlineData("action.refused", false)]
    [InlineData(null, false)]
    public async Task Only_what_failed_inside_or_at_a_provider_speaks_against_a_tool(string? code, bool counts)
    {
        await Calls(10, code);
        Assert.Equal(counts ? "breaker.open" : null, (await Call(null))?.Code);
    }

    [Fact]
    public async Task A_refused_call_is_told_what_stands_open_and_for_how_long()
    {
        await Calls(10, "action.failed");
        _gate.Clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.NotNull(await Call(null));
        _gate.Clock.Now += TimeSpan.FromSeconds(28.5);
        var refusal = await Call(null);
        Assert.Equal(
            "breaker.open | test.run has failed too often in the last minutes; its breaker is open. | Do not retry now. It tries again in 2 seconds; meanwhile do something else, or tell the person whom you act for.",
            Gateway.Said(refusal)
        );
        Assert.Equal(2, refusal!.RetryAfter);
        Assert.Equal("breaker", _guard.Name);
    }

    [Fact]
    public async Task A_wait_is_at_least_a_second()
    {
        await Calls(10, "action.failed");
        await Call(null);
        _gate.Clock.Now += TimeSpan.FromSeconds(29.9);
        Assert.Equal(1, (await Call(null))?.RetryAfter);
    }

    [Fact]
    public async Task How_the_breaker_stood_is_kept_where_something_has_failed()
    {
        Assert.Null((await Enter()).Basis.Breaker);
        await Calls(9, "action.failed");
        Assert.Equal((9, 9, 10), (await Enter()).Basis.Breaker is { } ground ? (ground.Calls, ground.Failed, ground.Least) : default);
    }

    [Fact]
    public async Task What_went_well_counts_too_and_what_was_refused_does_not()
    {
        await Calls(12, null);
        await Calls(10, "action.failed");
        Assert.Null(await Call(null));
        await Calls(3, "action.failed");
        Assert.NotNull(await Call(null));
        Assert.NotNull(await Call(null));
        Assert.Equal((26, 13), (await Enter()).Basis.Breaker is { } ground ? (ground.Calls, ground.Failed) : default);
    }

    [Fact]
    public async Task However_many_tools_there_are_one_that_is_stopped_stays_stopped()
    {
        _guard = new(_gate.Memory, _gate.Clock, mostKept: 1);
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(i > 9 ? "breaker.open" : null, (await Call("action.failed"))?.Code);
            Assert.Null(await Call(null, "contact.get"));
            Assert.Null(await Call(null, "message.send"));
        }
    }

    [Fact]
    public async Task The_rules_that_an_organisation_set_decide()
    {
        _gate.Memory.Rails = _gate.Memory.Rails with
        {
            Breaker = new() { Calls = 2, Wait = 90 },
        };
        await Calls(2, "action.failed");
        Assert.Equal(90, (await Call(null))?.RetryAfter);
    }

    [Fact]
    public async Task A_person_passes_an_open_breaker_and_whoever_turns_outbound_off_does_too()
    {
        await Calls(10, "action.failed");
        Assert.NotNull(await Call(null));
        Assert.Null(await Call(null, by: Gateway.Person));
        Assert.Null((await Enter(arguments: """{"outbound":"off"}""")).Refusal);
        Assert.NotNull((await Enter(arguments: """{"other":"off"}""")).Refusal);
    }

    [Fact]
    public async Task A_persons_calls_are_counted()
    {
        for (var i = 0; i < 10; i++)
            Assert.Null(await Call("action.failed", by: Gateway.Person));
        Assert.NotNull(await Call(null));
    }

    [Fact]
    public async Task Who_went_away_says_nothing_of_the_tool_unless_it_failed_first()
    {
        await Calls(5, "action.failed");
        for (var i = 0; i < 10; i++)
            Assert.Null(await Call(null, goesAway: true));
        Assert.Equal((5, 0), (await Enter()).Basis.Breaker is { } ground ? (ground.Calls, ground.Probes) : default);
        for (var i = 0; i < 5; i++)
            Assert.Null(await Call("action.failed", goesAway: true));
        Assert.NotNull(await Call(null));
    }

    [Fact]
    public async Task A_probe_that_went_away_makes_room_for_another_and_one_that_goes_well_closes_the_breaker()
    {
        await Calls(10, "action.failed");
        await Call(null);
        _gate.Clock.Now += TimeSpan.FromSeconds(30);
        Passage[] probes = [await Enter(), await Enter(), await Enter()];
        Assert.NotNull(await Call(null));
        Leave(probes[0], null, goesAway: true);
        // It is released once: giving back twice would let two more through.
        _guard.Release(probes[0]);
        var fourth = await Enter();
        Assert.Null(fourth.Refusal);
        Assert.NotNull(await Call(null));
        Leave(fourth, null);
        await Calls(5, null);
    }

    [Fact]
    public async Task The_breakers_of_an_organisation_that_are_not_closed_are_told_by_tool_with_when_they_try_again()
    {
        await Calls(10, "action.failed");
        await Call(null);
        _gate.Clock.Now += TimeSpan.FromSeconds(20);
        await Calls(10, "action.failed", "contact.get");
        await Calls(10, null, "message.send");
        await Call(null, "contact.get");
        Assert.Equal(
            [new("contact.get", "open", "2026-03-04T12:00:50Z"), new("test.run", "open", "2026-03-04T12:00:30Z")],
            Told(await Enter())
        );
        Assert.Empty(Told(await Enter(by: Gateway.Agent with { Tenant = "org_2" })));
        _gate.Clock.Now += TimeSpan.FromSeconds(10);
        Assert.Equal(["open", "half_open"], Told(await Enter()).Select(b => b.State));

        static IReadOnlyList<OpenBreaker> Told(Passage passage) => passage.Breakers!();
    }

    [Fact]
    public void A_call_that_was_never_judged_is_released_without_a_word() => _guard.Release(_gate.Passage("test.run"));
}

using Headgate.Gate.Breakers;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Breakers;

public sealed class CircuitTests
{
    private static readonly BreakerRules Rules = new();

    private readonly Circuit _circuit = new();
    private DateTimeOffset _now = Gateway.Noon;

    [Fact]
    public void It_opens_at_half_of_ten_and_nothing_passes_until_it_tries_again()
    {
        Calls(5, failed: false);
        Calls(4, failed: true);
        Assert.Null(_circuit.Enter(Rules, _now, out _));
        _circuit.Leave(failed: true, 0, Rules, _now);
        Assert.Equal(_now + Rules.WaitNow, _circuit.Enter(Rules, _now, out _));
        for (var second = 0; second < 30; second++, _now += TimeSpan.FromSeconds(1))
            Assert.NotNull(_circuit.Enter(Rules, _now, out _));
        Assert.Null(_circuit.Enter(Rules, _now, out var probe));
        Assert.True(probe > 0);
    }

    [Fact]
    public void Nine_calls_are_too_few_and_old_failures_are_forgotten()
    {
        Calls(9, failed: true);
        Assert.Null(_circuit.Enter(Rules, _now, out _));
        _now += TimeSpan.FromSeconds(70);
        Calls(1, failed: true);
        Assert.Null(_circuit.Enter(Rules, _now, out _));
        Assert.False(_circuit.IsQuiet(_now));
        Assert.True(_circuit.IsQuiet(_now + TimeSpan.FromMinutes(6)));
    }

    [Fact]
    public void Of_many_at_once_three_probe_and_the_first_that_goes_well_closes_it()
    {
        Opened();
        var probes = new System.Collections.Concurrent.ConcurrentBag<int>();
        Parallel.For(
            0,
            64,
            _ =>
            {
                if (_circuit.Enter(Rules, _now, out var probe) is null)
                    probes.Add(probe);
            }
        );
        Assert.Equal(3, probes.Count);
        _circuit.Leave(failed: false, probes.First(), Rules, _now);
        Assert.Null(_circuit.Enter(Rules, _now, out var none));
        Assert.Equal((0, (DateTimeOffset?)null), (none, _circuit.Tries));
    }

    [Fact]
    public void A_probe_that_fails_opens_it_again_and_those_before_speak_no_more()
    {
        Opened();
        _circuit.Enter(Rules, _now, out var first);
        _circuit.Enter(Rules, _now, out var second);
        _circuit.Leave(failed: true, first, Rules, _now);
        _circuit.Leave(failed: false, second, Rules, _now);
        Assert.NotNull(_circuit.Enter(Rules, _now, out _));
        _now += Rules.WaitNow;
        _circuit.Abandon(second);
        AllProbes();
        Assert.NotNull(_circuit.Enter(Rules, _now, out _));
    }

    [Fact]
    public void A_probe_whose_caller_went_away_makes_room_for_another()
    {
        Opened();
        var probe = AllProbes();
        Assert.NotNull(_circuit.Enter(Rules, _now, out _));
        _circuit.Abandon(probe);
        Assert.Null(_circuit.Enter(Rules, _now, out _));
    }

    [Fact]
    public void Half_of_the_calls_in_the_window_must_fail_and_no_less()
    {
        Calls(6, failed: false);
        Calls(5, failed: true);
        Assert.Null(_circuit.Enter(Rules, _now, out _));
        Calls(1, failed: true);
        Assert.NotNull(_circuit.Enter(Rules, _now, out _));
    }

    [Fact]
    public void What_failed_counts_until_the_window_has_passed_and_not_longer()
    {
        Calls(10, failed: true);
        var counted = _now + TimeSpan.FromSeconds(59);
        var forgotten = _now + TimeSpan.FromSeconds(60);
        Assert.Null(_circuit.Enter(Rules, forgotten, out _));
        Assert.NotNull(_circuit.Enter(Rules, counted, out _));
    }

    [Fact]
    public void A_slot_that_comes_round_again_begins_anew()
    {
        Calls(9, failed: true);
        // 61 slots of five seconds later the same slot is counted in again.
        _now += TimeSpan.FromSeconds(305);
        Calls(9, failed: true);
        Assert.Null(_circuit.Enter(Rules, _now, out _));
        Calls(1, failed: true);
        Assert.NotNull(_circuit.Enter(Rules, _now, out _));
    }

    [Fact]
    public void It_is_quiet_while_nothing_fails_and_again_when_the_longest_window_is_over()
    {
        Calls(5, failed: false);
        Assert.True(_circuit.IsQuiet(_now));
        Calls(1, failed: true);
        Assert.False(_circuit.IsQuiet(_now));
        Assert.False(_circuit.IsQuiet(_now + TimeSpan.FromSeconds(305)));
        Assert.True(_circuit.IsQuiet(_now + TimeSpan.FromSeconds(310)));
    }

    [Fact]
    public void It_is_not_quiet_while_it_is_open_however_long_ago_it_failed()
    {
        Calls(10, failed: true);
        _circuit.Enter(Rules, _now, out _);
        Assert.False(_circuit.IsQuiet(_now + TimeSpan.FromDays(1)));
    }

    [Fact]
    public void Once_closed_it_has_forgotten_what_failed()
    {
        Opened();
        _circuit.Enter(Rules, _now, out var probe);
        _circuit.Leave(failed: false, probe, Rules, _now);
        Assert.True(_circuit.IsQuiet(_now));
        Calls(9, failed: true);
        Assert.Null(_circuit.Enter(Rules, _now, out _));
    }

    [Fact]
    public void Who_comes_while_the_probes_are_out_waits_a_second()
    {
        Opened();
        AllProbes();
        Assert.Equal(_now + TimeSpan.FromSeconds(1), _circuit.Enter(Rules, _now, out var none));
        Assert.Equal(0, none);
    }

    [Fact]
    public void A_call_from_before_it_opened_neither_opens_nor_closes_it()
    {
        Calls(10, failed: true);
        Assert.NotNull(_circuit.Enter(Rules, _now, out _));
        var tries = _circuit.Tries;
        _circuit.Leave(failed: false, 0, Rules, _now);
        _circuit.Leave(failed: true, 0, Rules, _now + TimeSpan.FromSeconds(5));
        Assert.Equal(tries, _circuit.Tries);
        Assert.Equal(_now + Rules.WaitNow, tries);
    }

    [Fact]
    public void Who_is_no_probe_makes_room_for_none()
    {
        Opened();
        AllProbes();
        _circuit.Abandon(0);
        Assert.NotNull(_circuit.Enter(Rules, _now, out _));
    }

    private void Opened()
    {
        Calls(10, failed: true);
        Assert.NotNull(_circuit.Enter(Rules, _now, out _));
        _now += Rules.WaitNow;
    }

    // Lets out as many as there may be at once, and gives the last.
    private int AllProbes()
    {
        var probe = 0;
        for (var i = 0; i < 3; i++)
            Assert.Null(_circuit.Enter(Rules, _now, out probe));
        return probe;
    }

    private void Calls(int count, bool failed)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Null(_circuit.Enter(Rules, _now, out var probe));
            _circuit.Leave(failed, probe, Rules, _now);
        }
    }
}

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
        Assert.Equal(Circuit.Probes, probes.Count);
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
        for (var i = 0; i < Circuit.Probes; i++)
            Assert.Null(_circuit.Enter(Rules, _now, out _));
        Assert.NotNull(_circuit.Enter(Rules, _now, out _));
    }

    [Fact]
    public void A_probe_whose_caller_went_away_makes_room_for_another()
    {
        Opened();
        var probe = 0;
        for (var i = 0; i < Circuit.Probes; i++)
            _circuit.Enter(Rules, _now, out probe);
        Assert.NotNull(_circuit.Enter(Rules, _now, out _));
        _circuit.Abandon(probe);
        Assert.Null(_circuit.Enter(Rules, _now, out _));
    }

    private void Opened()
    {
        Calls(10, failed: true);
        Assert.NotNull(_circuit.Enter(Rules, _now, out _));
        _now += Rules.WaitNow;
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

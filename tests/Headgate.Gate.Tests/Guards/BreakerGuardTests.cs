using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed class BreakerGuardTests
{
    private readonly Gateway _gate = new();
    private int _done;

    [Fact]
    [Proves(Frameworks.Aisvs, "9.3.8")]
    [Proves(Frameworks.Agentic, "ASI08")]
    [Proves(Frameworks.Saif, "controlAgentExecutionBounds")]
    public async Task A_tool_that_keeps_failing_is_stopped_and_tried_again()
    {
        _gate.Scripted.Does = (_, _) => Count(fails: true);
        for (var i = 0; i < 10; i++)
            Assert.Equal("action.failed", (await _gate.Pass("test.run")).Refusal?.Code);
        for (var i = 0; i < 20; i++)
        {
            var refused = (await _gate.Pass("test.run")).Refusal;
            Assert.Equal(("breaker.open", 30L), (refused?.Code, refused?.RetryAfter));
        }
        Assert.Equal(10, _done);
        // Another tool, another organisation and a person go on.
        Assert.Equal(Ended.Done, (await _gate.Pass("contact.create", """{"name":"Ada"}""")).Ended);
        Assert.Equal("action.failed", (await _gate.Pass("test.run", by: Gateway.Agent with { Tenant = "org_2" })).Refusal?.Code);
        Assert.Equal("action.failed", (await _gate.Pass("test.run", by: Gateway.Person)).Refusal?.Code);
        _gate.Clock.Now += TimeSpan.FromSeconds(30);
        Assert.Equal("action.failed", (await _gate.Pass("test.run")).Refusal?.Code);
        Assert.Equal("breaker.open", (await _gate.Pass("test.run")).Refusal?.Code);
        _gate.Clock.Now += TimeSpan.FromSeconds(30);
        _gate.Scripted.Does = (_, _) => Count(fails: false);
        Assert.Equal(Ended.Done, (await _gate.Pass("test.run")).Ended);
        Assert.Equal(Ended.Done, (await _gate.Pass("test.run")).Ended);
    }

    [Fact]
    public async Task What_an_action_refuses_is_no_failure()
    {
        _gate.Scripted.Does = (_, _) => throw new RefusedException(new("test.no", "No.", "Stop."));
        for (var i = 0; i < 20; i++)
            Assert.Equal("test.no", (await _gate.Pass("test.run")).Refusal?.Code);
    }

    private Decision Count(bool fails)
    {
        _done++;
        return fails ? throw new InvalidOperationException("broken") : new(new Nothing(), Plan.Empty);
    }
}

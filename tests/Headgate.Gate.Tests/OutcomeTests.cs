namespace Headgate.Gate.Tests;

public sealed class OutcomeTests
{
    [Fact]
    public void An_outcome_without_an_audit_names_no_event()
    {
        var outcome = new Outcome { Ended = Ended.Refused };
        Assert.Equal(("", true, null, null), (outcome.Event, outcome.Json.IsEmpty, outcome.Refusal, outcome.Action));
    }
}

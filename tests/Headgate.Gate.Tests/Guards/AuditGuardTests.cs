using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed class AuditGuardTests
{
    [Fact]
    public void Every_call_gets_an_event_with_the_time_it_took()
    {
        var gate = new Gateway();
        var guard = new AuditGuard(gate.Clock);
        var passage = gate.Passage("contact.get");
        gate.Clock.Now += TimeSpan.FromMilliseconds(3);
        guard.Settle(passage);
        Assert.Contains("\"latency_us\":3000,", Gateway.Said(passage.Event!.Body(MemoryLedger.Key, default)));
        Assert.Equal("audit", guard.Name);
    }
}

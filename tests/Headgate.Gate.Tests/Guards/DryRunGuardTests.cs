using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed class DryRunGuardTests
{
    [Fact]
    public async Task A_dry_run_stops_and_any_other_call_goes_on()
    {
        var guard = new DryRunGuard();
        var passage = new Gateway().Passage("test.run");
        Assert.Equal(Verdict.Pass, await guard.JudgePlan(passage, default));
        Assert.False(passage.Basis.DryRun);
        passage.DryRun = true;
        Assert.Equal(Verdict.Stop(Ended.Planned), await guard.JudgePlan(passage, default));
        Assert.True(passage.Basis.DryRun);
        Assert.Equal("dry_run", guard.Name);
    }
}

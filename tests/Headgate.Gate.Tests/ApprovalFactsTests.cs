using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class ApprovalFactsTests
{
    [Fact]
    public async Task Without_a_store_nobody_has_said_anything()
    {
        ApprovalFacts facts = new();
        Assert.False(await facts.HasWrittenTo("org_1", "email", "a@b.c", default));
        Assert.Null(await facts.Standing(Gateway.Agent, "test.run", "approval.merge", default, default));
        Assert.True(await facts.IsPending("org_1", "apr_1", default, default));
        Assert.Empty(await facts.Rejections(Gateway.Agent, "test.run", default, default));
    }
}

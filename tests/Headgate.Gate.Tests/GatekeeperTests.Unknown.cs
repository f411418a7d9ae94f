using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed partial class GatekeeperTests
{
    [Fact]
    [Proves(Frameworks.Aisvs, "9.3.7")]
    public async Task An_action_that_does_not_exist_names_the_nearest_and_is_audited()
    {
        var gate = new Gateway();
        var outcome = await gate.Pass("contact.gett");
        Assert.Equal(
            "catalogue.unknown_action | There is no action 'contact.gett'. | Did you mean contact_get or contact_create?",
            Gateway.Said(outcome.Refusal)
        );
        Assert.Equal(["contact_get", "contact_create"], outcome.Refusal!.Candidates);
        Assert.Null(outcome.Action);
        Assert.Equal("catalogue.unknown", gate.LastEvent.GetProperty("action").GetString());
        Assert.Equal("refused", gate.Ledger.Events.Single().Ended);
    }

    [Fact]
    public async Task An_action_that_nothing_resembles_is_told_to_list_the_tools()
    {
        var outcome = await new Gateway().Pass("x\u200by");
        Assert.Equal(
            @"catalogue.unknown_action | There is no action 'x\u{200b}y'. | List the tools and call one of them.",
            Gateway.Said(outcome.Refusal)
        );
        Assert.Null(outcome.Refusal!.Candidates);
        Assert.Equal("Did you mean contact_update or contact_create?", (await new Gateway().Pass("contact.cpdate")).Refusal?.Do);
    }
}

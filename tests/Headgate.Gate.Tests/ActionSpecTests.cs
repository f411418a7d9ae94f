using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class ActionSpecTests
{
    [Theory]
    [InlineData(typeof(ContactUpdate), "id name limits")]
    [InlineData(typeof(MessageSend), "id limits")]
    [InlineData(typeof(ContactGet), "id name tax_id")]
    [InlineData(typeof(PeoplesWrite), "id name tax_id")]
    [InlineData(typeof(PeoplesRead), "id name tax_id")]
    public void What_an_agent_writes_answers_with_what_is_left_of_its_limits(Type action, string gives)
    {
        var spec = (ActionSpec)Activator.CreateInstance(action)!;
        Assert.Equal(gives, string.Join(' ', Assert.IsType<ObjectNode>(spec.Gives).Properties.Select(p => p.Name)));
    }

    [Theory]
    [InlineData(typeof(ContactUpdate), true)]
    [InlineData(typeof(MessageSend), true)]
    [InlineData(typeof(PeoplesWrite), true)]
    [InlineData(typeof(ContactGet), false)]
    public void What_writes_or_sends_takes_a_key_and_can_be_tried_dry(Type action, bool takes)
    {
        var names = ((ActionSpec)Activator.CreateInstance(action)!).Takes.Properties.Select(p => p.Name).ToList();
        Assert.Equal((takes, takes), (names.Contains("idempotency_key"), names.Contains("dry_run")));
    }

    [Fact]
    public void A_plan_holds_five_hundred_changes_unless_the_action_says_more()
    {
        Assert.Equal(500, new ContactUpdate().MaxChanges);
        Assert.Equal(4_000, new PeoplesWrite().MaxChanges);
    }

    [Action("people.write", Scope.Write, "T", "D.", Effect = Effect.Write, Offered = Offered.People, MaxChanges = Plan.MaxOfAChunk)]
    private sealed class PeoplesWrite() : ActionSpec(typeof(Nothing), typeof(ContactGet.Output));

    [Action("people.read", Scope.Read, "T", "D.", Offered = Offered.People)]
    private sealed class PeoplesRead() : ActionSpec(typeof(Nothing), typeof(ContactGet.Output));
}

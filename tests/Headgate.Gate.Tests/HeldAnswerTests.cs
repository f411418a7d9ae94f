using System.Text;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class HeldAnswerTests
{
    [Theory]
    [InlineData("""{"held":true,"approval":"apr_1"}""", "apr_1")]
    [InlineData("""{"held":false,"approval":"apr_1"}""", null)]
    [InlineData("""{"held":"yes","approval":"apr_1"}""", null)]
    [InlineData("""{"approval":"apr_1"}""", null)]
    [InlineData("""{"held":true}""", null)]
    [InlineData("""["held"]""", null)]
    [InlineData("{}", null)]
    public void A_remembered_answer_names_its_approval_when_it_is_a_held_calls(string answer, string? approval) =>
        Assert.Equal(approval, HeldAnswer.ApprovalIn(Encoding.UTF8.GetBytes(answer)));

    [Fact]
    public void Who_is_held_is_told_why_by_whom_until_when_and_what_people_said_before()
    {
        Gateway gate = new();
        var plain = gate.Planned(new Plan().Insert(Kinds.Account, "acc_1", ("name", "Acme")));
        var passage = new Passage(plain.Call with { Site = "https://crm.example" }, plain.Action, 0)
        {
            Decision = plain.Decision,
            WaitsUntil = Gateway.Noon.AddDays(1),
        };
        passage.Hold(new("policy", "policy.a", "A person decides."));
        var (id, hash) = (passage.HeldAs, passage.Decision!.Plan.Hash);
        Assert.StartsWith("apr_", id, StringComparison.Ordinal);
        const string next = "Nothing is done yet: a person decides. approvals_get tells how it stands; do not call again meanwhile.";
        Assert.Equal(
            $$"""{"held":true,"approval":"{{id}}","reasons":[{"guard":"policy","code":"policy.a","why":"A person decides."}],"plan_hash":"{{hash}}","expires":"2026-03-05T12:00:00Z","link":"https://crm.example/approvals/{{id}}","next":"{{next}}"}""",
            Gateway.Said(HeldAnswer.Of(passage))
        );
        passage.Rejections = [new("Not now.", Gateway.Noon), new("Never.", Gateway.Noon.AddDays(-1))];
        Assert.Contains(
            "\"rejected\":[\"2026-03-04: Not now.\",\"2026-03-03: Never.\"]",
            Gateway.Said(HeldAnswer.Of(passage)),
            StringComparison.Ordinal
        );
    }
}

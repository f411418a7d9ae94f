using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed class DedupeGuardTests
{
    private readonly Gateway _gate = new();
    private readonly DedupeGuard _guard;

    public DedupeGuardTests() => _guard = new(_gate.Memory);

    private async Task<Refusal?> Judge(Plan plan)
    {
        var passage = _gate.Passage("test.run");
        passage.Decision = new(new Nothing(), plan);
        return (await _guard.JudgePlan(passage, default)).Refusal;
    }

    [Theory]
    [InlineData("contact.email", "email")]
    [InlineData("account.domain", "domain")]
    [InlineData("external.hubspot", "external id")]
    [InlineData("plain", "plain")]
    public async Task A_key_that_another_record_holds_is_refused_with_that_record(string kind, string word)
    {
        _gate.Ledger.Claims[(kind, "v")] = "con_1";
        var refusal = await Judge(new Plan().Claim(kind, "v", "con_2"));
        Assert.Equal(
            $"dedupe.exists | con_1 already has this {word}. | Use the record that exists, or correct the value.",
            Gateway.Said(refusal)
        );
        Assert.Equal("con_1", refusal!.Record);
        Assert.Equal("dedupe", _guard.Name);
    }

    [Fact]
    public async Task Every_key_of_a_plan_is_judged()
    {
        _gate.Ledger.Claims[("k", "2")] = "con_1";
        Assert.NotNull(await Judge(new Plan().GiveUp("k", "2", "con_2").Claim("k", "1", "con_2").Claim("k", "2", "con_2")));
    }

    [Fact]
    public async Task A_key_that_is_free_or_the_records_own_or_given_up_passes()
    {
        _gate.Ledger.Claims[("k", "v")] = "con_1";
        Assert.Null(await Judge(new Plan()));
        Assert.Null(await Judge(new Plan().Claim("k", "w", "con_2")));
        Assert.Null(await Judge(new Plan().Claim("k", "v", "con_1")));
        Assert.Null(await Judge(new Plan().GiveUp("k", "v", "con_2")));
    }

    [Fact]
    public async Task A_key_that_the_same_plan_moves_from_its_holder_passes()
    {
        _gate.Ledger.Claims[("k", "v")] = "con_1";
        Assert.Null(await Judge(new Plan().GiveUp("k", "v", "con_1").Claim("k", "v", "con_2")));
        Assert.NotNull(await Judge(new Plan().GiveUp("k", "w", "con_1").Claim("k", "v", "con_2")));
        Assert.NotNull(await Judge(new Plan().GiveUp("k", "v", "con_3").Claim("k", "v", "con_2")));
    }
}

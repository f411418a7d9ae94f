using System.Text;
using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed partial class IdempotencyGuardTests
{
    private readonly Gateway _gate = new();
    private readonly IdempotencyGuard _guard;

    public IdempotencyGuardTests() => _guard = new(_gate.Memory);

    private Passage Passage(string action, string? key = null, string hash = "h", bool dryRun = false, Principal? by = null)
    {
        var passage = _gate.Passage(action, by: by);
        (passage.GivenKey, passage.ArgumentsHash, passage.DryRun) = (key, hash, dryRun);
        return passage;
    }

    private void Remember(string key, string hash = "h", string answer = """{"id":"1"}""") =>
        _gate.Ledger.Keys[("org_1", "agt_1", key)] = (
            new(hash, Encoding.UTF8.GetBytes(answer), Gateway.Noon.AddMinutes(-1)),
            Gateway.Noon.AddMinutes(1)
        );

    [Fact]
    public async Task A_key_is_remembered_for_a_day_with_the_action_in_it()
    {
        var passage = Passage("contact.update", "k");
        Assert.True((await _guard.JudgeCall(passage, default)).Passes);
        Assert.Equal(("key:contact.update:k", TimeSpan.FromHours(24)), (passage.Key, passage.KeyLife));
        Assert.Equal("idempotency", _guard.Name);
    }

    [Theory]
    [InlineData("contact.create")]
    [InlineData("message.send")]
    public async Task A_create_or_a_message_without_a_key_is_remembered_for_ten_minutes(string action)
    {
        var passage = Passage(action);
        Assert.True((await _guard.JudgeCall(passage, default)).Passes);
        Assert.Equal(($"same:{action}:h", TimeSpan.FromMinutes(10)), (passage.Key, passage.KeyLife));
    }

    [Fact]
    public async Task Reads_dry_runs_and_updates_without_a_key_are_not_remembered()
    {
        Remember("key:contact.create:k");
        foreach (
            var passage in (Passage[])[Passage("contact.get", "k"), Passage("contact.create", "k", dryRun: true), Passage("contact.update")]
        )
        {
            Assert.True((await _guard.JudgeCall(passage, default)).Passes);
            Assert.Null(passage.Key);
        }
    }

    [Fact]
    public async Task The_same_key_answers_with_the_first_outcome()
    {
        Remember("key:contact.create:k");
        var passage = Passage("contact.create", "k");
        Assert.Equal(Verdict.Stop(Ended.Replayed), await _guard.JudgeCall(passage, default));
        Assert.Equal("""{"replayed":true,"first_at":"2026-03-04T11:59:00Z","id":"1"}""", Gateway.Said(passage.Answer));
    }

    [Fact]
    public async Task The_same_key_with_other_arguments_is_refused()
    {
        Remember("key:contact.create:k", "other");
        var verdict = await _guard.JudgeCall(Passage("contact.create", "k"), default);
        Assert.Equal(
            "idempotency.key_reused | This idempotency key was used for a call with other arguments. | Use a new key for a new call; repeat a key only with the same arguments.",
            Gateway.Said(verdict.Refusal)
        );
        Assert.Equal("idempotency_key", verdict.Refusal!.Field);
    }

    [Fact]
    public async Task Keys_of_others_and_of_other_actions_do_not_count()
    {
        Remember("key:contact.create:k");
        Assert.True((await _guard.JudgeCall(Passage("contact.create", "k", by: Gateway.Person), default)).Passes);
        Assert.True((await _guard.JudgeCall(Passage("contact.create", "k", by: Gateway.Agent with { Tenant = "org_2" }), default)).Passes);
        Assert.True((await _guard.JudgeCall(Passage("contact.update", "k"), default)).Passes);
    }

    [Fact]
    public async Task A_forgotten_key_is_new()
    {
        Remember("key:contact.create:k");
        _gate.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.True((await _guard.JudgeCall(Passage("contact.create", "k"), default)).Passes);
    }
}

using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

/// <summary>Held calls and twins.</summary>
public sealed partial class IdempotencyGuardTests
{
    private const string Waits = """{"held":true,"approval":"apr_7"}""";

    private Passage Refused(string action, string? key = null, Approval? approval = null)
    {
        var plain = Passage(action, key);
        var passage = new Passage(plain.Call with { Approval = approval }, plain.Action, 0)
        {
            GivenKey = plain.GivenKey,
            ArgumentsHash = plain.ArgumentsHash,
            Key = key is null ? $"same:{action}:h" : $"key:{action}:{key}",
        };
        passage.Refuse(new("dedupe.exists", "", ""));
        return passage;
    }

    [Fact]
    public async Task Whoever_repeats_a_held_call_without_a_key_is_told_what_it_waits_for()
    {
        Remember("same:contact.create:h", answer: Waits);
        var passage = Passage("contact.create");
        var verdict = await _guard.JudgeCall(passage, default);
        Assert.Equal(
            "dedupe.pending | The same call waits for a person's approval as apr_7. | Wait for the decision; approvals_get tells how it stands.",
            Gateway.Said(verdict.Refusal)
        );
        Assert.Equal("apr_7", verdict.Refusal!.Record);
        var ground = passage.Basis.Idempotency!;
        Assert.Equal((false, "apr_7", false, true), (ground.Given, ground.Held, ground.Other, ground.Used));
    }

    [Fact]
    public async Task Whoever_repeats_it_with_its_key_is_answered_as_the_first_time()
    {
        Remember("key:contact.create:k", answer: Waits);
        var passage = Passage("contact.create", "k");
        Assert.Equal(Verdict.Stop(Ended.Replayed), await _guard.JudgeCall(passage, default));
        Assert.Equal(
            """{"replayed":true,"first_at":"2026-03-04T11:59:00Z","held":true,"approval":"apr_7"}""",
            Gateway.Said(passage.Answer)
        );
        Assert.True(passage.Basis.Idempotency!.Given);
    }

    [Fact]
    public async Task A_held_call_that_is_passed_again_takes_the_place_of_its_first_answer()
    {
        Remember("key:contact.create:k", answer: Waits);
        var plain = Passage("contact.create", "k");
        var again = new Passage(plain.Call with { Approval = new("apr_7", "usr_1", "", default) }, plain.Action, 0)
        {
            GivenKey = "k",
            ArgumentsHash = "h",
        };
        Assert.True((await _guard.JudgeCall(again, default)).Passes);
        Assert.Equal("key:contact.create:k", again.Key);
        Assert.Null(again.Basis.Idempotency);
    }

    [Fact]
    public async Task A_twin_whose_effect_stands_in_the_way_answers_in_its_place()
    {
        Remember("key:contact.create:k", answer: """{"id":"con_1"}""");
        var passage = Refused("contact.create", "k");
        await _guard.AnswerAsTwin(passage, default);
        Assert.Equal((Ended.Replayed, null), (passage.Ended, passage.Refusal));
        Assert.Equal("""{"replayed":true,"first_at":"2026-03-04T11:59:00Z","id":"con_1"}""", Gateway.Said(passage.Answer));
        Assert.Equal([new Note("idempotency", "a twin was faster")], passage.Notes);
        Assert.True(passage.Basis.Idempotency!.Twin);
    }

    [Fact]
    public async Task What_the_call_was_judged_by_stays_told_when_a_twin_answers()
    {
        Remember("key:contact.create:k", answer: "{}");
        var passage = Refused("contact.create", "k");
        passage.Basis.Idempotency = new() { Given = true };
        await _guard.AnswerAsTwin(passage, default);
        Assert.Equal((true, true), (passage.Basis.Idempotency.Given, passage.Basis.Idempotency.Twin));
    }

    [Fact]
    public async Task A_twin_that_waits_for_a_person_answers_only_who_gave_its_key()
    {
        Remember("same:contact.create:h", answer: Waits);
        Remember("key:contact.create:k", answer: Waits);
        var implied = Refused("contact.create");
        await _guard.AnswerAsTwin(implied, default);
        Assert.Equal(Ended.Refused, implied.Ended);
        var given = Refused("contact.create", "k");
        await _guard.AnswerAsTwin(given, default);
        Assert.Equal(Ended.Replayed, given.Ended);
        Remember("same:contact.create:h", answer: "{}");
        await _guard.AnswerAsTwin(implied, default);
        Assert.Equal(Ended.Replayed, implied.Ended);
    }

    [Fact]
    public async Task A_refusal_stands_when_there_is_no_twin()
    {
        var alone = Refused("contact.create", "k");
        await _guard.AnswerAsTwin(alone, default);
        Remember("key:contact.create:k", "other", "{}");
        var other = Refused("contact.create", "k");
        await _guard.AnswerAsTwin(other, default);
        Remember("key:contact.create:k", answer: "{}");
        var approved = Refused("contact.create", "k", new("apr_7", "usr_1", "", default));
        await _guard.AnswerAsTwin(approved, default);
        var keyless = Refused("contact.create", "k");
        keyless.Key = null;
        await _guard.AnswerAsTwin(keyless, default);
        foreach (var passage in (Passage[])[alone, other, approved, keyless])
        {
            Assert.Equal((Ended.Refused, "dedupe.exists"), (passage.Ended, passage.Refusal?.Code));
            Assert.Empty(passage.Notes);
        }
    }

    [Fact]
    public async Task Only_a_refusal_is_answered_by_a_twin()
    {
        Remember("key:contact.create:k", answer: "{}");
        var passage = Refused("contact.create", "k");
        (passage.Ended, passage.Refusal) = (Ended.Planned, null);
        await _guard.AnswerAsTwin(passage, default);
        Assert.Equal(Ended.Planned, passage.Ended);
    }

    [Fact]
    public async Task What_is_wrong_with_the_store_leaves_the_refusal_and_a_cancellation_does_not()
    {
        Remember("key:contact.create:k", answer: "{}");
        _gate.Memory.Fails = new IOException("disk");
        var passage = Refused("contact.create", "k");
        await _guard.AnswerAsTwin(passage, default);
        Assert.Equal("dedupe.exists", passage.Refusal?.Code);
        using CancellationTokenSource gone = new();
        await gone.CancelAsync();
        await Assert.ThrowsAsync<IOException>(async () => await _guard.AnswerAsTwin(passage, gone.Token));
    }
}

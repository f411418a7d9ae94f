using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed class RedactGuardTests
{
    private readonly RedactGuard _guard = new();

    private Passage Settled(Ended ended, string? key = null)
    {
        var passage = new Gateway().Passage("contact.create");
        passage.Decision = new(new ContactCreate.Output("con_1", "Ada", "hush"), Plan.Empty);
        passage.Answer = "before"u8.ToArray();
        (passage.Ended, passage.Key) = (ended, key);
        if (ended == Ended.Refused)
            passage.Refuse(new("a.b", "Why.", "Do.") { Field = "name" });
        _guard.Settle(passage);
        return passage;
    }

    [Fact]
    public void An_answer_is_rendered_and_remembered_only_under_a_key()
    {
        Assert.Equal("redact", _guard.Name);
        var plain = Settled(Ended.Done);
        Assert.Equal("""{"id":"con_1","name":"Ada","secret":"hush"}""", Gateway.Said(plain.Answer));
        Assert.True(plain.Remembered.IsEmpty);
        Assert.Equal("""{"id":"con_1","name":"Ada"}""", Gateway.Said(Settled(Ended.Done, "k").Remembered));
    }

    [Fact]
    public void A_dry_run_a_refusal_and_a_replay_have_their_own_answers()
    {
        Assert.StartsWith("{\"dry_run\":true,", Gateway.Said(Settled(Ended.Planned).Answer));
        Assert.Equal("""{"code":"a.b","why":"Why.","do":"Do.","field":"name"}""", Gateway.Said(Settled(Ended.Refused).Answer));
        Assert.Equal("before", Gateway.Said(Settled(Ended.Replayed).Answer));
    }
}

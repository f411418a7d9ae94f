using Headgate.Gate.Guards;
using Headgate.Gate.Limits;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

/// <summary>What an answer and a refusal say to whom.</summary>
public sealed class RedactedTests
{
    private static readonly Principal Blind = Gateway.Agent with { ContactDetails = false };
    private readonly RedactGuard _guard = new();

    private Passage Settle(Principal by, Action<Passage> set)
    {
        var passage = new Gateway().Passage("contact.get", by: by);
        passage.Decision = new(new Note("con_1", "Ada", "Card 4111111111111111, c@d.de", Untrusted: true), Plan.Empty);
        set(passage);
        _guard.Settle(passage);
        return passage;
    }

    private static Passage Refused(Passage passage, Refusal refusal)
    {
        passage.Refuse(refusal);
        return passage;
    }

    [Fact]
    public void A_refusal_names_the_handle_and_never_what_it_stands_for()
    {
        var refusal = new Refusal("a.b", "to: ADA@b.de or +49 89 1 is taken.", "Do not use ada@b.de.")
        {
            Field = "to",
            Expected = "not Ada@b.de",
            Came = "ada@b.de",
            Candidates = ["ada@b.de", "c@d.de"],
        };
        var passage = Settle(
            Blind,
            p =>
            {
                p.Resolved["{{contact:con_1.email}}"] = "ada@b.de";
                p.Resolved["{{contact:con_1.phone}}"] = "+49 89 1";
                Refused(p, refusal);
            }
        );
        var said = passage.Refusal!;
        Assert.Equal("to: {{contact:con_1.email}} or {{contact:con_1.phone}} is taken.", said.Why);
        Assert.Equal("Do not use {{contact:con_1.email}}.", said.Do);
        Assert.Equal(("not {{contact:con_1.email}}", "{{contact:con_1.email}}"), (said.Expected, said.Came));
        Assert.Equal(["{{contact:con_1.email}}", "c@d.de"], said.Candidates!);
        Assert.Equal(("a.b", "to"), (said.Code, said.Field));
        Assert.DoesNotContain("ada", Gateway.Said(passage.Answer), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_refusal_says_nothing_regulated_to_an_agent_and_all_to_a_person()
    {
        var refusal = new Refusal("a.b", "4111111111111111 is\u200B taken by x@y.de.", "Do.");
        Assert.Equal("[regulated: card] is taken by x@y.de.", Settle(Gateway.Agent, p => Refused(p, refusal)).Refusal!.Why);
        Assert.Equal("[regulated: card] is taken by x@y.de.", Settle(Blind, p => Refused(p, refusal)).Refusal!.Why);
        Assert.Same(refusal, Settle(Gateway.Person, p => Refused(p, refusal)).Refusal);
    }

    [Fact]
    public void A_refusal_that_needs_no_change_stays_as_it_is()
    {
        var refusal = new Refusal("a.b", "Why.", "Do.") { Field = "x" };
        var said = Settle(Gateway.Agent, p => Refused(p, refusal)).Refusal!;
        Assert.Same(refusal, said);
        Assert.Equal((null, null, null), (said.Expected, said.Came, said.Candidates));
    }

    [Fact]
    public void A_replay_shows_no_more_than_the_grant_does_now()
    {
        var first = """{"to":"a@b.de","said":["call +49 89 1234567"],"n":5}"""u8.ToArray();
        void Replay(Passage p) => (p.Ended, p.Answer) = (Ended.Replayed, first);
        Assert.Equal("""{"to":"[e-mail]","said":["call [phone]"],"n":5}""", Gateway.Said(Settle(Blind, Replay).Answer));
        Assert.Equal(first, Settle(Gateway.Agent, Replay).Answer.ToArray());
        Assert.Equal(first, Settle(Gateway.Person, Replay).Answer.ToArray());
    }

    [Fact]
    public void An_answer_goes_out_for_its_audience_without_what_a_policy_masks()
    {
        Assert.Equal(
            """{"id":"con_1","name":"Ada","text":"Card 4111111111111111, c@d.de","untrusted":true}""",
            Gateway.Said(Settle(Gateway.Person, p => p.Key = "k").Answer)
        );
        var masked = Settle(Blind, p => (p.Key, p.Judgement) = ("k", Masking("name")));
        Assert.Equal(
            """{"id":"con_1","name":"[masked]","text":"Card [regulated: card], [e-mail]","untrusted":true}""",
            Gateway.Said(masked.Answer)
        );
        Assert.Equal(Gateway.Said(masked.Answer), Gateway.Said(masked.Remembered));
    }

    [Fact]
    public void An_answer_says_what_is_left_of_the_limits()
    {
        var limit = LimitList.Domains;
        var charge = new Charge(limit, "c", 20, 1);
        void Spend(Passage p) => (p.Key, p.Spending) = ("k", new(Gateway.Noon, [charge], [new Level(4, Gateway.Noon.AddHours(1))]));
        var passage = Settle(Gateway.Agent, Spend);
        const string Limits = "\"limits\":" + """[{"name":"new_domains_per_day","left":15,"resets":"2026-03-04T13:00:00Z"}]}""";
        Assert.EndsWith("," + Limits, Gateway.Said(passage.Answer), StringComparison.Ordinal);
        Assert.Equal(Gateway.Said(passage.Answer), Gateway.Said(passage.Remembered));
    }

    [Fact]
    public void What_comes_from_outside_is_noted_when_an_agent_is_shown_it()
    {
        Assert.Equal(["con_1"], Settle(Gateway.Agent, _ => { }).Seen);
        Assert.Equal(
            ["con_1"],
            Settle(Gateway.Agent, p => (p.Ended, p.Answer) = (Ended.Replayed, """{"id":"con_1","untrusted":true}"""u8.ToArray())).Seen
        );
        Assert.Empty(Settle(Gateway.Person, _ => { }).Seen);
        var planned = Settle(Gateway.Agent, p => (p.Ended, p.Decision) = (Ended.Planned, new(new Looked(), Plan.Empty)));
        Assert.Contains("\"untrusted\":true", Gateway.Said(planned.Answer));
        Assert.Empty(planned.Seen);
        Assert.Empty(Settle(Gateway.Agent, p => Refused(p, new("a.b", "Why.", "Do."))).Seen);
    }

    private static Judgement Masking(string field) => new() { Rulings = [new("p", "h", PolicyEffect.Mask, "") { Masks = [field] }] };

    private sealed record Looked : IPreviewed
    {
        public object Preview => new { Untrusted = true };
    }

    public sealed record Note(string Id, string Name, string Text, bool Untrusted);
}

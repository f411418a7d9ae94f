using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed partial class PassageTests
{
    [Fact]
    public void A_passage_begins_as_done_without_anything_to_apply()
    {
        var passage = new Gateway().Passage("contact.get");
        Assert.Equal(
            (Ended.Done, false, "", Gateway.Noon.UtcTicks),
            (passage.Ended, passage.Applies, passage.ArgumentsHash, passage.Started)
        );
        Assert.Empty(passage.Notes);
    }

    [Fact]
    public void Only_a_plan_that_is_done_and_not_empty_applies()
    {
        var passage = new Gateway().Passage("contact.get");
        passage.Decision = new(new Nothing(), Plan.Empty);
        Assert.False(passage.Applies);
        passage.Decision = new(new Nothing(), new Plan().Delete(Kinds.Account, "acc_1", 1));
        Assert.True(passage.Applies);
        passage.Ended = Ended.Planned;
        Assert.False(passage.Applies);
    }

    [Fact]
    public void Another_attempt_forgets_what_the_earlier_one_decided()
    {
        var passage = new Gateway().Passage("contact.get");
        passage.Decision = new(new Nothing(), Plan.Empty);
        passage.Refuse(new("a.b", "", ""));
        Assert.Equal((Ended.Refused, "a.b"), (passage.Ended, passage.Refusal?.Code));
        passage.Add("commit", "changed");
        passage.Again();
        Assert.Equal((Ended.Done, null, null), (passage.Ended, passage.Refusal, passage.Decision));
        Assert.Equal([new Note("commit", "changed")], passage.Notes);
    }
}

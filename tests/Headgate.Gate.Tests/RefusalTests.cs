using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class RefusalTests
{
    [Fact]
    public void Wrong_input_names_the_field_what_was_expected_and_what_came()
    {
        var refusal = Refusal.Input("limit", "1 to 50", "99");
        Assert.Equal("schema.invalid | limit: expected 1 to 50, got 99. | Correct limit and call again.", Gateway.Said(refusal));
        Assert.Equal(("limit", "1 to 50", "99"), (refusal.Field, refusal.Expected, refusal.Came));
    }

    [Fact]
    public void A_record_that_is_not_there_looks_like_one_that_is_not_visible()
    {
        var refusal = Refusal.NotFound("id", "con_\u200b1");
        Assert.Equal(
            @"record.not_found | id: no record 'con_\u{200b}1' that you can see. | Find the id with a list or search tool, then call again.",
            Gateway.Said(refusal)
        );
        Assert.Equal(("id", "the id of a record that exists", @"'con_\u{200b}1'"), (refusal.Field, refusal.Expected, refusal.Came));
        Assert.Equal(refusal.Why, new RefusedException(refusal).Message);
    }
}

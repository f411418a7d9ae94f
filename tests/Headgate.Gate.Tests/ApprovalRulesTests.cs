namespace Headgate.Gate.Tests;

public sealed class ApprovalRulesTests
{
    [Fact]
    public void Without_a_word_every_message_waits()
    {
        foreach (var channel in (string[])["email", "sms", "call"])
            Assert.Equal(When.Every, new ApprovalRules().Of(channel));
    }

    [Fact]
    public void Each_channel_has_its_rule_and_one_that_nobody_knows_that_of_calls()
    {
        ApprovalRules rules = new() { Email = When.First, Sms = When.Never };
        Assert.Equal((When.First, When.Never, When.Every), (rules.Of("email"), rules.Of("sms"), rules.Of("call")));
        rules = new() { Calls = When.Never };
        Assert.Equal(
            (When.Every, When.Every, When.Never, When.Never),
            (rules.Of("email"), rules.Of("sms"), rules.Of("call"), rules.Of("fax"))
        );
    }

    [Theory]
    [InlineData(null, 24)]
    [InlineData(48, 48)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(168, 168)]
    [InlineData(169, 168)]
    public void A_held_call_waits_a_day_or_what_is_set_from_an_hour_to_a_week(int? set, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), new ApprovalRules { Hours = set }.Waits);

    [Theory]
    [InlineData(null, null)]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    [InlineData(1, 1)]
    [InlineData(90, 90)]
    public void The_next_person_is_asked_after_the_minutes_that_are_set(int? set, int? minutes) =>
        Assert.Equal(minutes is { } m ? TimeSpan.FromMinutes(m) : null, new ApprovalRules { EscalateMinutes = set }.Escalates);

    [Theory]
    [InlineData(null, false, When.Every)]
    [InlineData(When.Every, false, When.Every)]
    [InlineData(When.First, false, When.First)]
    [InlineData(When.Never, false, When.First)]
    [InlineData(null, true, When.Every)]
    [InlineData(When.First, true, When.Every)]
    [InlineData(When.Never, true, When.Every)]
    public void A_week_of_the_plan_asks_at_least_for_the_first_message_or_for_each(When? set, bool each, When asks)
    {
        ApprovalRules rules = new()
        {
            Email = set,
            Sms = set,
            Calls = set,
            Contacts = false,
            StageMoves = false,
            OwnerChanges = false,
            Hours = 2,
        };
        var strict = rules.Strict(each);
        Assert.Equal((asks, asks, asks), (strict.Email, strict.Sms, strict.Calls));
        Assert.Equal((true, true, each, false, 2), (strict.Contacts, strict.StageMoves, strict.EachOne, strict.OwnerChanges, strict.Hours));
    }

    [Fact]
    public void Where_nothing_waits_every_rule_says_so()
    {
        var none = ApprovalRules.None;
        var rules = typeof(ApprovalRules).GetProperties().ToLookup(p => p.PropertyType, p => (p.Name, Says: p.GetValue(none)));
        Assert.NotEmpty(rules[typeof(When?)]);
        Assert.NotEmpty(rules[typeof(bool?)]);
        Assert.All(rules[typeof(When?)], r => Assert.Equal((r.Name, When.Never), r));
        Assert.All(rules[typeof(bool?)], r => Assert.Equal((r.Name, false), r));
        Assert.Equal((null, null, null, false), (none.Hours, none.EscalateMinutes, none.EscalateTo, none.EachOne));
    }
}

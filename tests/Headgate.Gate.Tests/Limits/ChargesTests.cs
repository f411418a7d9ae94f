using Headgate.Gate.Limits;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Limits;

public sealed class ChargesTests
{
    private static readonly RecordKind Opportunity = Nouns.Of("opportunity");

    private static readonly LimitRules Everything = new()
    {
        Set = LimitList.All.ToDictionary(l => l.Name, l => (long?)(l.Golden ?? 1_000)),
    };

    private readonly Call _call = new Gateway().Call("test.run") with { Run = "run_1" };

    private static LimitRules Only(string limit) =>
        new() { Set = LimitRules.None.Set!.ToDictionary(s => s.Key, s => s.Key == limit ? 10 : s.Value) };

    // Counters without those that every write has, of the agent and the run alone.
    private string[] Taken(Plan plan, LimitRules? rules = null, Known? known = null) =>
        [
            .. Charges
                .Of(_call, plan, rules ?? Everything, known ?? Known.Nothing)
                .Where(c => !c.OfOrganisation && !c.Name.StartsWith("writes", StringComparison.Ordinal))
                .Select(c => $"{c.Counter} {c.Amount}"),
        ];

    private string Of(string limit, Plan plan, Known? known = null) =>
        Charges.Of(_call, plan, Everything, known ?? Known.Nothing).FirstOrDefault(c => c.Name == limit)?.Amount.ToString() ?? "none";

    [Fact]
    public void A_new_record_is_counted_by_agent_by_organisation_and_by_run()
    {
        var taken = Charges
            .Of(_call, new Plan().Insert(Kinds.Account, "acc_1"), Everything, Known.Nothing)
            .Select(c => $"{c.Name}: {c.Counter} takes {c.Amount} of {c.Most}");
        Assert.Equal(
            [
                "creates_per_minute: creates_per_minute/agt_1 takes 1 of 5",
                "org_creates_per_minute: creates_per_minute/org_1 takes 1 of 50",
                "creates_per_hour: creates_per_hour/agt_1 takes 1 of 20",
                "org_creates_per_hour: creates_per_hour/org_1 takes 1 of 200",
                "creates_per_day: creates_per_day/agt_1 takes 1 of 50",
                "org_creates_per_day: creates_per_day/org_1 takes 1 of 500",
                "creates_per_run: creates_per_run/run_1 takes 1 of 1000",
                "writes_per_minute: writes_per_minute/agt_1 takes 1 of 60",
                "org_writes_per_minute: writes_per_minute/org_1 takes 1 of 600",
                "writes_per_day: writes_per_day/agt_1 takes 1 of 1000",
                "org_writes_per_day: writes_per_day/org_1 takes 1 of 10000",
                "writes_per_run: writes_per_run/run_1 takes 1 of 1000",
            ],
            taken
        );
    }

    [Fact]
    public void What_has_no_limit_is_not_counted_and_without_a_run_nothing_is_counted_by_run()
    {
        var plan = new Plan().Insert(Kinds.Account, "acc_1");
        Assert.Empty(Charges.Of(_call, plan, LimitRules.None, Known.Nothing));
        Assert.DoesNotContain(Charges.Of(_call with { Run = null }, plan, Everything, Known.Nothing), c => c.Limit.Per == Per.Run);
    }

    [Theory]
    [InlineData("consent")]
    [InlineData("conversation")]
    [InlineData("draft")]
    [InlineData("external_id")]
    [InlineData("line_item")]
    [InlineData("message")]
    [InlineData("opportunity_contact")]
    [InlineData("tag")]
    public void What_is_part_of_a_record_is_no_new_record_and_a_plan_of_parts_is_one_change(string kind)
    {
        var part = Nouns.Of(kind);
        Assert.Equal("none", Of("creates_per_day", new Plan().Insert(part, "p_1").Insert(part, "p_2")));
        Assert.Equal("1", Of("writes_per_day", new Plan().Insert(part, "p_1").Insert(part, "p_2")));
        Assert.Equal("1", Of("writes_per_day", new Plan().Insert(part, "p_1").Insert(Kinds.Account, "acc_1")));
    }

    [Fact]
    public void Every_record_that_changes_is_a_change_and_only_new_ones_are_new()
    {
        var plan = new Plan()
            .Insert(Kinds.Account, "acc_1")
            .Update(Kinds.Contact, "con_1", 1, ("name", "a", "b"))
            .Delete(Kinds.Contact, "con_2", 1)
            .Touch(Kinds.Contact, "con_3", "seen_at", Gateway.Noon);
        Assert.Equal(("1", "3"), (Of("creates_per_day", plan), Of("writes_per_day", plan)));
    }

    [Fact]
    public void A_message_is_counted_by_its_channel_and_by_its_run_with_those_of_other_channels()
    {
        var plan = new Plan();
        foreach (var channel in (string[])["email", "sms", "email", "call"])
            plan.Send(MessageSend.Message(_call, "a@b.c", "Hi") with { Channel = channel });
        Assert.Equal(
            [
                "emails_per_hour/agt_1 2",
                "emails_per_day/agt_1 2",
                "messages_per_run/run_1 4",
                "sms_per_hour/agt_1 1",
                "sms_per_day/agt_1 1",
                "calls_per_hour/agt_1 1",
                "calls_per_day/agt_1 1",
            ],
            Taken(plan)
        );
    }

    [Fact]
    public void Messages_of_two_channels_meet_in_the_one_counter_that_there_is()
    {
        var plan = new Plan()
            .Send(MessageSend.Message(_call, "a@b.c", "Hi"))
            .Send(MessageSend.Message(_call, "+1", "Hi") with { Channel = "sms" });
        Assert.Equal(["messages_per_run/run_1 2"], Taken(plan, Only("messages_per_run")));
    }

    [Fact]
    public void New_domains_are_counted_as_they_are_known()
    {
        var plan = new Plan().Update(Kinds.Contact, "con_1", 1, ("email", null, "a@b.c"));
        Assert.Equal(["new_domains_per_day/agt_1 3"], Taken(plan, known: Known.Nothing with { NewDomains = 3 }));
    }

    [Fact]
    public void A_change_is_counted_for_the_account_that_a_record_leaves_and_the_one_that_it_comes_to()
    {
        Known known = new(
            new Dictionary<string, Belongs>
            {
                ["con_1"] = new("acc_1"),
                ["opp_1"] = new("acc_1"),
                ["con_2"] = new(null),
                ["con_3"] = new("acc_9"),
            },
            0
        );
        var plan = new Plan()
            .Update(Kinds.Account, "acc_1", 1, ("name", "a", "b"))
            .Update(Kinds.Contact, "con_1", 1, ("account_id", "acc_1", "acc_2"), ("name", "acc_7", "acc_8"))
            .Delete(Opportunity, "opp_1", 1)
            .Update(Kinds.Contact, "con_2", 1, ("name", "a", "b"))
            .Update(Kinds.Contact, "con_3", 1, ("account_id", "acc_3", null))
            .Update(Nouns.Of("task"), "tsk_1", 1, ("name", "a", "b"))
            .Insert(Kinds.Contact, "con_4", ("account_id", "acc_1"))
            .Touch(Kinds.Contact, "con_1", "seen_at", Gateway.Noon);
        Assert.Equal(
            [
                "updates_per_account_per_day/acc_1 3",
                "updates_per_account_per_day/acc_2 1",
                "updates_per_account_per_day/acc_3 1",
                "updates_per_account_per_day/acc_9 1",
            ],
            Taken(plan, Only("updates_per_account_per_day"), known)
        );
    }

    [Fact]
    public void Amounts_are_counted_in_each_currency_in_minor_units_of_a_limit_in_major_ones()
    {
        Known known = new(new Dictionary<string, Belongs> { ["opp_3"] = new(null, "JPY"), ["opp_4"] = new(null, "JPY") }, 0);
        var plan = new Plan()
            .Insert(Opportunity, "opp_1", ("amount_minor", 600L), ("currency", "USD"))
            .Insert(Opportunity, "opp_2", ("amount_minor", 50L), ("currency", "USD"))
            .Update(Opportunity, "opp_3", 1, ("amount_minor", 1L, 70L))
            .Update(Opportunity, "opp_4", 1, ("amount_minor", 1L, 8L), ("currency", "JPY", "KWD"))
            .Update(Opportunity, "opp_5", 1, ("amount_minor", 1L, 9L))
            .Update(Opportunity, "opp_6", 1, ("amount_minor", 9L, -5L), ("currency", null, "EUR"))
            .Update(Opportunity, "opp_7", 1, ("amount_minor", 9L, null), ("currency", null, "EUR"));
        Assert.Equal(
            [
                "value_per_day/USD/agt_1 650 of 100000",
                "value_per_day/USD/org_1 650 of 1000000",
                "value_per_day/JPY/agt_1 70 of 1000",
                "value_per_day/JPY/org_1 70 of 10000",
                "value_per_day/KWD/agt_1 8 of 1000000",
                "value_per_day/KWD/org_1 8 of 10000000",
                "value_per_day/?/agt_1 9 of 100000",
                "value_per_day/?/org_1 9 of 1000000",
            ],
            Charges
                .Of(_call, plan, Everything, known)
                .Where(c => c.Limit == LimitList.Value)
                .Select(c => $"{c.Counter} {c.Amount} of {c.Most}")
        );
    }

    [Fact]
    public void A_limit_as_large_as_numbers_go_stays_a_limit()
    {
        LimitRules rules = new() { Set = Everything.Set!.ToDictionary(s => s.Key, _ => (long?)long.MaxValue) };
        var plan = new Plan().Insert(Opportunity, "opp_1", ("amount_minor", 5L), ("currency", "KWD"));
        Assert.All(Charges.Of(_call, plan, rules, Known.Nothing), c => Assert.InRange(c.Most, 1_000_000_000_000_000, long.MaxValue));
    }

    [Fact]
    public void Reading_takes_rows()
    {
        static IEnumerable<string> Told(IReadOnlyList<Charge> charges) => charges.Select(c => $"{c.Counter} {c.Amount} of {c.Most}");
        Assert.Equal(
            ["rows_per_day/agt_1 7 of 20000", "rows_per_day/org_1 7 of 200000", "rows_per_run/run_1 7 of 1000"],
            Told(Charges.OfRows(_call, 7, Everything))
        );
        Assert.Empty(Charges.OfRows(_call, 0, Everything));
    }

    [Fact]
    public void Who_asks_how_they_stand_is_told_every_counter_of_theirs_and_takes_nothing()
    {
        var charges = Charges.OfAgent(_call, Everything);
        Assert.All(charges, c => Assert.Equal(0, c.Amount));
        Assert.Equal(
            LimitList.All.Select(l => l.Name).Where(n => n is not ("updates_per_account_per_day" or "value_per_day")),
            charges.Where(c => !c.OfOrganisation).Select(c => c.Name)
        );
        Assert.Equal(13, charges.Count(c => c.OfOrganisation));
    }

    [Fact]
    public void Contacts_and_opportunities_that_change_are_looked_up_once_each()
    {
        var plan = new Plan()
            .Update(Kinds.Contact, "con_1", 1, ("name", "a", "b"))
            .Update(Kinds.Contact, "con_1", 1, ("name", "b", "c"))
            .Delete(Kinds.Contact, "con_2", 1)
            .Insert(Kinds.Contact, "con_3")
            .Touch(Kinds.Contact, "con_4", "seen_at", Gateway.Noon)
            .Update(Opportunity, "opp_1", 1, ("name", "a", "b"));
        Assert.Equal(["con_1", "con_2"], Charges.Belonging(plan, "contact"));
        Assert.Equal(["opp_1"], Charges.Belonging(plan, "opportunity"));
    }

    [Fact]
    public void The_domains_of_a_plan_are_those_of_new_addresses_and_accounts_once_each_in_order()
    {
        var plan = new Plan()
            .Insert(Kinds.Contact, "con_1", ("email", "ada@ONE.example"))
            .Update(Kinds.Contact, "con_2", 1, ("email", "x@old.example", "eve@one.example"))
            .Update(Kinds.Contact, "con_3", 1, ("email", "x@gone.example", null))
            .Insert(Kinds.Contact, "con_4", ("email", "nobody"))
            .Insert(Kinds.Contact, "con_5", ("email", "nobody@"))
            .Insert(Nouns.Of("account"), "acc_1", ("domain", "About.example"))
            .Insert(Nouns.Of("account"), "acc_2", ("domain", ""))
            .Insert(Nouns.Of("account"), "acc_3", ("name", "name@other.example"));
        Assert.Equal(["about.example", "one.example"], Charges.DomainsOf(plan));
    }
}

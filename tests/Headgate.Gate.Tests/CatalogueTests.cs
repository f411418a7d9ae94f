using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class CatalogueTests
{
    [Fact]
    public void An_action_is_found_by_id_wire_name_and_alias()
    {
        var catalogue = new Gateway().Catalogue;
        var get = catalogue.Find("contact.get");
        Assert.IsType<ContactGet>(get);
        Assert.Same(get, catalogue.Find("contact_get"));
        Assert.Same(get, catalogue.Find("get_person"));
        Assert.Null(catalogue.Find("CONTACT.GET"));
        Assert.Null(catalogue.Find(""));
    }

    [Fact]
    public void The_order_is_core_first_then_scope_then_id() =>
        Assert.Equal(
            ["contact.get", "schema.try", "contact.create", "contact.update", "test.run", "message.send", "user.invite", "report.run"],
            new Catalogue([.. new Gateway().Catalogue.All.Reverse()]).All.Select(a => a.Id)
        );

    [Fact]
    public void Two_actions_cannot_share_a_name()
    {
        Assert.Equal(
            "contact.get and contact.get are both called contact.get.",
            Assert.Throws<InvalidOperationException>(() => new Catalogue([new ContactGet(), new ContactGet()])).Message
        );
        Assert.Equal(
            "other.get and contact.get are both called contact_get.",
            Assert.Throws<InvalidOperationException>(() => new Catalogue([new ContactGet(), new Twin()])).Message
        );
    }

    [Fact]
    public void An_alias_may_repeat_the_actions_own_name() => Assert.Single(new Catalogue([new Echo()]).All);

    [Theory]
    [InlineData(typeof(NoDot))]
    [InlineData(typeof(TwoDots))]
    [InlineData(typeof(UpperCase))]
    [InlineData(typeof(EmptyVerb))]
    [InlineData(typeof(DoubleLine))]
    [InlineData(typeof(Digit))]
    [InlineData(typeof(TooLong))]
    public void A_name_that_breaks_the_rules_does_not_start(Type action)
    {
        var bad = (ActionSpec)Activator.CreateInstance(action)!;
        var refused = Assert.Throws<InvalidOperationException>(() => new Catalogue([bad]));
        Assert.Equal($"{bad.Id}: an id is noun.verb in a-z0-9_, at most 40 characters.", refused.Message);
    }

    [Theory]
    [InlineData(typeof(Silent))]
    [InlineData(typeof(LowerCase))]
    [InlineData(typeof(Wordy))]
    public void A_description_that_breaks_the_rules_does_not_start(Type action)
    {
        var bad = (ActionSpec)Activator.CreateInstance(action)!;
        var refused = Assert.Throws<InvalidOperationException>(() => new Catalogue([bad]));
        Assert.Equal($"{bad.Id}: a description begins with a verb and has at most 200 characters.", refused.Message);
    }

    [Fact]
    public void Names_and_descriptions_at_the_limit_start() =>
        Assert.Equal(2, new Catalogue([new JustShort(), new JustEnough()]).All.Count);

    [Fact]
    public void An_action_needs_the_attribute() =>
        Assert.Equal($"{typeof(Bare)} is an action without [Action].", Assert.Throws<InvalidOperationException>(() => new Bare()).Message);

    [Fact]
    public void Near_names_are_tools_only()
    {
        var catalogue = new Gateway().Catalogue;
        Assert.Equal(["contact_get", "contact_create"], catalogue.Near("contact.gett"));
        Assert.Empty(catalogue.Near("user.invite"));
        Assert.Empty(catalogue.Near("something.else"));
    }

    [Fact]
    public void An_action_tells_what_its_attribute_says()
    {
        var update = new ContactUpdate();
        Assert.Equal(
            ("contact.update", "contact_update", Scope.Write, "Update", "Updates a contact."),
            (update.Id, update.WireName, update.Scope, update.Title, update.Description)
        );
        Assert.Equal(
            (Effect.Write, "core", Offered.Tool, false, true, false),
            (update.Effect, update.Toolset, update.Offered, update.Destructive, update.Idempotent, update.Creates)
        );
        Assert.Equal((typeof(ContactUpdate.Input), typeof(ContactUpdate.Output)), (update.InputType, update.OutputType));
        Assert.Empty(update.Aliases);
        Assert.True(new ContactCreate().Creates);
        Assert.True(new Echo().Destructive);
        Assert.Equal("reports", new ReportRun().Toolset);
        Assert.Equal(Offered.People, new UserInvite().Offered);
        Assert.Equal("contact.update", update.ToString());
        Assert.Equal(["id", "name", "idempotency_key", "dry_run"], update.Takes.Properties.Select(p => p.Name));
        Assert.Equal(["id"], new ContactGet().Takes.Properties.Select(p => p.Name));
        Assert.Equal("an object", update.Gives.Expected);
        Assert.Same(update.Takes, update.Takes);
        Assert.Same(update.Gives, update.Gives);
    }

    private sealed class Bare() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("other.get", Scope.Read, "T", "D.", Aliases = ["contact_get"])]
    private sealed class Twin() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("echo.say", Scope.Read, "T", "D.", Aliases = ["echo_say"], Destructive = true)]
    private sealed class Echo() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("nodot", Scope.Read, "T", "D.")]
    private sealed class NoDot() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("two.dots.here", Scope.Read, "T", "D.")]
    private sealed class TwoDots() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("Upper.case", Scope.Read, "T", "D.")]
    private sealed class UpperCase() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("empty.", Scope.Read, "T", "D.")]
    private sealed class EmptyVerb() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("double._line", Scope.Read, "T", "D.")]
    private sealed class DoubleLine() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("1noun.verb", Scope.Read, "T", "D.")]
    private sealed class Digit() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("aaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbb", Scope.Read, "T", "D.")]
    private sealed class TooLong() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("a1aaaaaaaaaaaaaaaaaa.b1_bbbbbbbbbbbbbbbb", Scope.Read, "T", "D.")]
    private sealed class JustShort() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("silent.say", Scope.Read, "T", "")]
    private sealed class Silent() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("lower.say", Scope.Read, "T", "says it.")]
    private sealed class LowerCase() : ActionSpec(typeof(Nothing), typeof(Nothing));

    private const string Fifty = "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Action("wordy.say", Scope.Read, "T", Fifty + Fifty + Fifty + Fifty + "!")]
    private sealed class Wordy() : ActionSpec(typeof(Nothing), typeof(Nothing));

    [Action("enough.say", Scope.Read, "T", Fifty + Fifty + Fifty + Fifty)]
    private sealed class JustEnough() : ActionSpec(typeof(Nothing), typeof(Nothing));
}

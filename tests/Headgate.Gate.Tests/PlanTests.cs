using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class PlanTests
{
    private const string Id = "con_00000000000000000000000001";

    [Fact]
    public void An_insert_keeps_the_values_that_are_given()
    {
        var change = new Plan().Insert(Kinds.Contact, Id, ("name", "Ada"), ("email", null)).Changes.Single();
        Assert.Equal((Kinds.Contact, Id, Verb.Insert, null), (change.Kind, change.Id, change.Verb, change.Version));
        Assert.Equal([new FieldChange("name", null, "Ada")], change.Fields);
    }

    [Fact]
    public void An_update_keeps_the_fields_that_differ()
    {
        var change = new Plan()
            .Update(Kinds.Contact, Id, 3, ("name", "Ada", "Ida"), ("email", "a@b.c", "a@b.c"), ("score", 1L, null))
            .Changes.Single();
        Assert.Equal((Verb.Update, 3L), (change.Verb, change.Version));
        Assert.Equal([new FieldChange("name", "Ada", "Ida"), new FieldChange("score", 1L, null)], change.Fields);
    }

    [Fact]
    public void An_update_in_which_only_clocks_differ_plans_nothing()
    {
        var plan = new Plan().Update(Kinds.Contact, Id, 3, ("name", "Ada", "Ada"), ("updated_at", 1L, 2L));
        Assert.Empty(plan.Changes);
        Assert.True(plan.IsEmpty);
        Assert.Equal(2, plan.Update(Kinds.Contact, Id, 3, ("name", "Ada", "Ida"), ("updated_at", 1L, 2L)).Changes.Single().Fields.Count);
        Assert.False(plan.IsEmpty);
    }

    [Fact]
    public void A_touch_moves_one_clock_in_milliseconds_and_demands_no_version()
    {
        var change = new Plan().Touch(Kinds.Contact, Id, "seen_at", Gateway.Noon).Changes.Single();
        Assert.Equal((Verb.Touch, null), (change.Verb, change.Version));
        Assert.Equal([new FieldChange("seen_at", null, Gateway.Noon.ToUnixTimeMilliseconds())], change.Fields);
    }

    [Fact]
    public void A_delete_demands_its_version()
    {
        var change = new Plan().Delete(Kinds.Contact, Id, 4).Changes.Single();
        Assert.Equal((Verb.Delete, 4L), (change.Verb, change.Version));
        Assert.Empty(change.Fields);
    }

    [Fact]
    public void A_field_that_the_kind_does_not_declare_cannot_be_planned()
    {
        var wrong = Assert.Throws<ArgumentException>(() => new Plan().Insert(Kinds.Contact, Id, ("nick", "A")));
        Assert.StartsWith("contact has no field nick.", wrong.Message);
        Assert.Throws<ArgumentException>(() => new Plan().Update(Kinds.Contact, Id, 1, ("nick", "A", "B")));
        Assert.Throws<ArgumentException>(() => new Plan().Touch(Kinds.Contact, Id, "nick", Gateway.Noon));
    }

    [Fact]
    public void Keys_versions_and_messages_are_kept_in_order()
    {
        var message = MessageSend.Message(new Gateway().Call("message.send"), "a@b.c", "Hello");
        var plan = new Plan()
            .Claim("contact.email", "a@b.c", Id)
            .GiveUp("contact.email", "b@b.c", Id)
            .Rely(Kinds.Account, "acc_1", 2)
            .Send(message);
        Assert.Equal([new Claim("contact.email", "a@b.c", Id), new Claim("contact.email", "b@b.c", Id, GivenUp: true)], plan.Claims);
        Assert.Equal([new Relied(Kinds.Account, "acc_1", 2)], plan.ReliedOn);
        Assert.Same(message, plan.Messages.Single());
        Assert.False(plan.IsEmpty);
    }

    [Fact]
    public void Changes_of_one_field_are_found_over_all_records_of_a_kind()
    {
        var plan = new Plan()
            .Insert(Kinds.Contact, "con_1", ("name", "Ada"))
            .Update(Kinds.Contact, "con_2", 1, ("name", "a", "b"), ("score", 1L, 2L))
            .Insert(Kinds.Account, "acc_1", ("name", "Acme"));
        Assert.Equal(["con_1 Ada", "con_2 b"], plan.ChangesOf("contact", "name").Select(c => $"{c.Change.Id} {c.Field.To}"));
        Assert.Empty(plan.ChangesOf("account", "score"));
    }

    [Fact]
    public void The_empty_plan_stays_empty()
    {
        var message = MessageSend.Message(new Gateway().Call("message.send"), "a@b.c", "Hello");
        Func<Plan>[] tries =
        [
            () => Plan.Empty.Insert(Kinds.Contact, Id, ("name", "Ada")),
            () => Plan.Empty.Update(Kinds.Contact, Id, 1, ("name", "a", "b")),
            () => Plan.Empty.Touch(Kinds.Contact, Id, "seen_at", Gateway.Noon),
            () => Plan.Empty.Delete(Kinds.Contact, Id, 1),
            () => Plan.Empty.Claim("k", "v", Id),
            () => Plan.Empty.GiveUp("k", "v", Id),
            () => Plan.Empty.Rely(Kinds.Contact, Id, 1),
            () => Plan.Empty.Send(message),
            () => Plan.Empty.Erase(new(Kinds.Contact, [Id], [], [])),
            () => Plan.Empty.Age("calls", Gateway.Noon),
        ];
        foreach (var attempt in tries)
            Assert.Equal("The empty plan stays empty.", Assert.Throws<InvalidOperationException>(attempt).Message);
        Assert.True(Plan.Empty.IsEmpty);
    }

    [Fact]
    public void A_plan_that_only_destroys_or_drops_is_not_empty()
    {
        Erasure erasure = new(Kinds.Contact, [Id], [], []);
        var erases = new Plan().Erase(erasure);
        Assert.Same(erasure, erases.Erasure);
        Assert.False(erases.IsEmpty);
        var ages = new Plan().Age("calls", Gateway.Noon);
        Assert.Equal(("calls", Gateway.Noon), (ages.AgedClass, ages.AgedBefore));
        Assert.False(ages.IsEmpty);
        Assert.Equal((null, null, null), (new Plan().Erasure, new Plan().AgedClass, new Plan().AgedBefore));
        Assert.False(new Plan().Send(MessageSend.Message(new Gateway().Call("message.send"), "a@b.c", "Hello")).IsEmpty);
    }

    [Fact]
    public void The_same_plan_with_other_changes_keeps_all_else()
    {
        var message = MessageSend.Message(new Gateway().Call("message.send"), "a@b.c", "Hello");
        Erasure erasure = new(Kinds.Contact, [Id], [], []);
        var plan = new Plan()
            .Insert(Kinds.Contact, Id, ("name", "Ada"))
            .Claim("contact.email", "a@b.c", Id)
            .Rely(Kinds.Account, "acc_1", 2)
            .Send(message)
            .Erase(erasure)
            .Age("calls", Gateway.Noon);
        var other = plan.With(new Plan().Delete(Kinds.Contact, Id, 1).Changes);
        Assert.Equal(Verb.Delete, other.Changes.Single().Verb);
        Assert.Equal(Verb.Insert, plan.Changes.Single().Verb);
        Assert.Equal((plan.Claims.Single(), plan.ReliedOn.Single()), (other.Claims.Single(), other.ReliedOn.Single()));
        Assert.Same(message, other.Messages.Single());
        Assert.Same(erasure, other.Erasure);
        Assert.Equal(("calls", Gateway.Noon), (other.AgedClass, other.AgedBefore));
    }

    [Fact]
    public void A_plan_that_grows_has_another_hash()
    {
        var plan = new Plan().Insert(Kinds.Contact, Id, ("name", "Ada"));
        var hash = plan.Hash;
        Assert.Equal(hash, plan.Hash);
        Assert.NotEqual(hash, plan.Insert(Kinds.Account, "acc_1", ("name", "Acme")).Hash);
    }
}

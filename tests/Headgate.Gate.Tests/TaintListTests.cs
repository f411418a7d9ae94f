using System.Globalization;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

/// <summary>What a run that has read text from outside may not do by itself.</summary>
public sealed class TaintListTests
{
    private static readonly Dictionary<string, Origin> Known = new(StringComparer.Ordinal)
    {
        ["con_1"] = new("person", Gateway.Noon.AddDays(-1)),
    };

    private static string Signs(Plan plan, IReadOnlyDictionary<string, Origin>? origins = null) =>
        Told(TaintList.Of(plan, origins ?? Known, Gateway.Noon));

    private static string Told(IEnumerable<Hold> holds) =>
        string.Join(
            "; ",
            holds.Select(h =>
            {
                Assert.Equal("taint", h.Guard);
                return $"{h.Code} | {h.Why}";
            })
        );

    private static string Codes(Plan plan) => string.Join(", ", TaintList.Of(plan, Known, Gateway.Noon).Select(h => h.Code));

    private static Plan Update(string kind, string field, object? from = null, object? to = null) =>
        new Plan().Update(Nouns.Of(kind), "id_1", 1, (field, from, to ?? "x"));

    private const string Sends = "taint.send | The agent has read text from outside in this run and now writes to somebody outside.";

    private const string Stranger =
        "; taint.recipient | The recipient was not known before this run, or somebody outside gave the address.";

    [Fact]
    public void Whatever_is_sent_waits_for_a_person() => Assert.Equal(Sends, Signs(new Plan().Send(Planning.Message())));

    [Theory]
    [InlineData(null, 0, true)]
    [InlineData("person", -1, false)]
    [InlineData("agent", -1, false)]
    [InlineData("mail", -1, true)]
    [InlineData("derived", -1, true)]
    [InlineData("person", 0, true)]
    [InlineData("person", 1, true)]
    public void A_recipient_from_outside_or_from_this_run_is_a_sign_of_its_own(string? provenance, int made, bool stranger)
    {
        Dictionary<string, Origin> origins = [];
        if (provenance is not null)
            origins["con_1"] = new(provenance, Gateway.Noon.AddMilliseconds(made));
        Assert.Equal(Sends + (stranger ? Stranger : ""), Signs(new Plan().Send(Planning.Message()), origins));
    }

    [Theory]
    [InlineData("See www.acme.com", "Hi", true)]
    [InlineData(null, "See www.acme.com", true)]
    [InlineData("Hello", "See you", false)]
    public void A_link_is_a_sign_of_its_own(string? subject, string body, bool link) =>
        Assert.Equal(
            Sends + (link ? "; taint.link | The message holds a link." : ""),
            Signs(new Plan().Send(Planning.Message(subject: subject, body: body)))
        );

    [Fact]
    public void Every_message_and_every_change_is_looked_at() =>
        Assert.Equal(
            "taint.send, taint.send, taint.link, taint.permission, taint.owner_change",
            Codes(
                Update("team", "name")
                    .Update(Nouns.Of("account"), "acc_1", 1, ("owner_id", "a", "b"))
                    .Send(Planning.Message())
                    .Send(Planning.Message(body: "www.acme.com"))
            )
        );

    [Theory]
    [InlineData("agent")]
    [InlineData("approval")]
    [InlineData("choice")]
    [InlineData("consent")]
    [InlineData("credential")]
    [InlineData("custom_field")]
    [InlineData("legal_hold")]
    [InlineData("organisation")]
    [InlineData("run")]
    [InlineData("stage")]
    [InlineData("standing_approval")]
    [InlineData("switch")]
    [InlineData("team")]
    [InlineData("user")]
    public void What_somebody_may_do_is_changed_by_a_person(string kind)
    {
        var held = $"taint.permission | This changes what somebody may do ({kind}).";
        Assert.Equal(held, Signs(Update(kind, "name")));
        Assert.Equal(held, Signs(new Plan().Insert(Nouns.Of(kind), "id_1", ("name", "x"))));
        Assert.Equal(held, Signs(new Plan().Delete(Nouns.Of(kind), "id_1", 1)));
        Assert.Equal("", Signs(new Plan().Touch(Nouns.Of(kind), "id_1", "updated_at", Gateway.Noon)));
    }

    [Fact]
    public void Whoever_wants_everything_to_stop_may_stop_it()
    {
        Assert.Equal("", Signs(Update("switch", "outbound", "on", "off")));
        Assert.Equal("taint.permission", Codes(Update("switch", "outbound", "off", "on")));
        Assert.Equal("taint.permission", Codes(Update("switch", "name", "on", "off")));
        var told = new Plan().Update(Nouns.Of("switch"), "swi_1", 1, ("outbound", "on", "off"), ("outbound_by", null, "usr_1"));
        Assert.Equal("", Signs(told));
    }

    [Theory]
    [InlineData("stage_id", "taint.stage_change | This moves {0} to another stage or status.")]
    [InlineData("pipeline_id", "taint.stage_change | This moves {0} to another stage or status.")]
    [InlineData("status", "taint.stage_change | This moves {0} to another stage or status.")]
    [InlineData("lifecycle", "taint.stage_change | This moves {0} to another stage or status.")]
    [InlineData("owner_id", "taint.owner_change | This gives {0} another owner.")]
    [InlineData("email", "taint.address_change | This changes how {0} is reached.")]
    [InlineData("phone", "taint.address_change | This changes how {0} is reached.")]
    [InlineData("domain", "taint.address_change | This changes how {0} is reached.")]
    [InlineData("website", "taint.address_change | This changes how {0} is reached.")]
    [InlineData("linkedin", "taint.address_change | This changes how {0} is reached.")]
    [InlineData("merged_into", "taint.delete | This merges one {1} into another.")]
    [InlineData("name", "")]
    [InlineData("body", "")]
    public void Where_a_record_stands_whose_it_is_and_how_it_is_reached_is_changed_by_a_person(string field, string held)
    {
        foreach (
            var (kind, one) in ((string, string)[])[("account", "an account"), ("contact", "a contact"), ("opportunity", "an opportunity")]
        )
        {
            Assert.Equal(string.Format(CultureInfo.InvariantCulture, held, one, kind), Signs(Update(kind, field)));
            Assert.Equal("", Signs(new Plan().Insert(Nouns.Of(kind), "id_1", (field, "x"))));
        }
        Assert.Equal("", Signs(Update("note", field)));
    }

    [Fact]
    public void One_field_among_others_is_enough()
    {
        var plan = new Plan().Update(
            Nouns.Of("contact"),
            "con_1",
            1,
            ("name", "a", "b"),
            ("status", "a", "b"),
            ("owner_id", "a", "b"),
            ("email", "a", "b"),
            ("merged_into", null, "b")
        );
        Assert.Equal("taint.stage_change, taint.owner_change, taint.address_change, taint.delete", Codes(plan));
    }

    [Theory]
    [InlineData("account", "taint.delete | This deletes an account.")]
    [InlineData("contact", "taint.delete | This deletes a contact.")]
    [InlineData("opportunity", "taint.delete | This deletes an opportunity.")]
    [InlineData("tagging", "")]
    public void Records_are_deleted_by_a_person(string kind, string held) =>
        Assert.Equal(held, Signs(new Plan().Delete(Nouns.Of(kind), "id_1", 1)));

    [Fact]
    public void A_message_to_somebody_whom_such_an_agent_wrote_down_waits_whatever_the_run_has_read()
    {
        const string held = "taint.recipient | An agent that had read text from outside wrote the recipient's record.";
        var plan = new Plan().Send(Planning.Message());
        Assert.Equal(held, Derived(plan, "con_1", "derived"));
        Assert.Equal("", Derived(plan, "con_1", "mail"));
        Assert.Equal("", Derived(plan, "con_2", "derived"));
        Assert.Equal("", Derived(Plan.Empty, "con_1", "derived"));
    }

    [Theory]
    [InlineData("draft", "derived", true)]
    [InlineData("draft", "mail", true)]
    [InlineData("draft", "agent", false)]
    [InlineData("note", "derived", false)]
    public void A_draft_that_such_an_agent_wrote_waits_when_it_is_sent(string kind, string provenance, bool waits)
    {
        var draft = new Plan().Update(Nouns.Of(kind), "dra_1", 1, ("status", "draft", "sent"));
        Assert.Equal("", Derived(draft, "dra_1", provenance));
        Assert.Equal(
            waits ? "taint.send | The text that goes out was written by an agent that had read text from outside." : "",
            Derived(draft.Send(Planning.Message()), "dra_1", provenance)
        );
        Assert.Equal("", Derived(draft, "dra_2", provenance));
    }

    private static string Derived(Plan plan, string id, string provenance) =>
        Told(TaintList.OfDerived(plan, new Dictionary<string, Origin> { [id] = new(provenance, default) }));
}

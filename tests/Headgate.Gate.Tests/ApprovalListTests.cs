using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

/// <summary>What of an agent's plan waits for a person, whatever the action is called.</summary>
public sealed class ApprovalListTests
{
    private static readonly ApprovalRules Golden = new();
    private readonly PeoplesWords _people = new();

    private async Task<string> Holds(Plan plan, ApprovalRules? rules = null)
    {
        var holds = await ApprovalList.Of(plan, rules ?? Golden, _people, "org_1", default);
        Assert.All(holds, h => Assert.Equal("approval", h.Guard));
        return string.Join("; ", holds.Select(h => $"{h.Code} | {h.Why}"));
    }

    private static Plan Update(string kind, string field, object? from, object? to) =>
        new Plan().Update(Nouns.Of(kind), "id_1", 1, (field, from, to));

    private static Plan Insert(string kind, params (string, object?)[] fields) => new Plan().Insert(Nouns.Of(kind), "id_1", fields);

    [Theory]
    [InlineData("email", "approval.send_email | This goes out by email to a@b.c.")]
    [InlineData("sms", "approval.send_sms | This goes out by sms to a@b.c.")]
    [InlineData("call", "approval.send_call | This goes out by call to a@b.c.")]
    public async Task Each_message_waits_where_nobody_said_otherwise(string channel, string held)
    {
        var plan = new Plan().Send(Planning.Message(channel));
        Assert.Equal(held, await Holds(plan));
        Assert.Equal("", await Holds(plan, ApprovalRules.None));
        Assert.Empty(_people.Asked);
    }

    [Fact]
    public async Task A_channel_follows_its_own_rule()
    {
        ApprovalRules texts = ApprovalRules.None with { Sms = When.Every };
        var plan = new Plan().Send(Planning.Message("email")).Send(Planning.Message("sms")).Send(Planning.Message("call"));
        Assert.Equal("approval.send_sms | This goes out by sms to a@b.c.", await Holds(plan, texts));
    }

    [Fact]
    public async Task The_first_message_to_a_domain_waits_and_a_later_one_does_not()
    {
        ApprovalRules first = ApprovalRules.None with { Email = When.First };
        var plan = new Plan().Send(Planning.Message(to: "Ada@Acme.com"));
        Assert.Equal("approval.first_email | Nobody here has written to acme.com before.", await Holds(plan, first));
        _people.Written.Add("email Ada@Acme.com");
        Assert.Equal("", await Holds(plan, first));
        Assert.Equal(["written org_1 email Ada@Acme.com", "written org_1 email Ada@Acme.com"], _people.Asked);
        Assert.Equal("approval.send_email | This goes out by email to Ada@Acme.com.", await Holds(plan, first with { Email = When.Every }));
    }

    [Theory]
    [InlineData("pricing", true)]
    [InlineData("contract", true)]
    [InlineData("legal", true)]
    [InlineData("brochure", false)]
    public async Task A_document_that_binds_waits_whatever_the_channel_says(string kind, bool waits)
    {
        var message = Planning.Message() with { Documents = [new("doc_0", "", "brochure"), new("doc_1", "", kind)] };
        var plan = new Plan().Send(message);
        ApprovalRules sends = ApprovalRules.None with { Documents = null };
        Assert.Equal(waits ? $"approval.document | This sends a {kind} document (doc_1)." : "", await Holds(plan, sends));
        Assert.Equal("", await Holds(plan, sends with { Documents = false }));
    }

    [Fact]
    public async Task The_same_reason_is_given_once()
    {
        var plan = new Plan().Send(Planning.Message(to: "a@b.c")).Send(Planning.Message(to: "d@e.f"));
        Assert.Equal("approval.send_email | This goes out by email to a@b.c.", await Holds(plan));
    }

    [Fact]
    public async Task A_new_person_of_the_organisation_always_waits()
    {
        Assert.Equal(
            "approval.invite | This lets a new person into the organisation.",
            await Holds(Insert("user", ("name", "Eve")), ApprovalRules.None)
        );
        Assert.Equal("", await Holds(Update("user", "name", "Eve", "Eva"), ApprovalRules.None));
        Assert.Equal("", await Holds(Insert("team", ("name", "Eve"))));
    }

    [Theory]
    [InlineData("lead", null, null, "")]
    [InlineData("lead", true, null, "approval.create_lead | This makes a new lead.")]
    [InlineData("lead", false, true, "")]
    [InlineData("customer", null, null, "approval.create_contact | This makes a new contact.")]
    [InlineData("customer", true, true, "approval.create_contact | This makes a new contact.")]
    [InlineData("customer", true, false, "")]
    [InlineData(null, false, null, "approval.create_contact | This makes a new contact.")]
    public async Task A_new_contact_waits_and_a_new_lead_only_where_somebody_says_so(
        string? lifecycle,
        bool? leads,
        bool? contacts,
        string held
    ) =>
        Assert.Equal(
            held,
            await Holds(Insert("contact", ("lifecycle", lifecycle), ("status", "lead")), Golden with { Leads = leads, Contacts = contacts })
        );

    [Fact]
    public async Task A_lead_that_becomes_a_contact_waits_like_a_new_contact()
    {
        const string held = "approval.create_contact | This makes a contact of a lead.";
        Assert.Equal(held, await Holds(Update("contact", "lifecycle", "lead", "customer")));
        Assert.Equal("", await Holds(Update("contact", "lifecycle", "lead", "customer"), Golden with { Contacts = false }));
        Assert.Equal("", await Holds(Update("contact", "lifecycle", "customer", "lead")));
        Assert.Equal("", await Holds(Update("contact", "status", "lead", "customer")));
        Assert.Equal("", await Holds(Update("account", "lifecycle", "lead", "customer")));
    }

    [Fact]
    public async Task Another_stage_or_end_of_an_opportunity_waits()
    {
        const string held = "approval.stage_move | This moves an opportunity to another stage.";
        Assert.Equal(held, await Holds(Update("opportunity", "stage_id", "stg_1", "stg_2")));
        Assert.Equal(held, await Holds(Update("opportunity", "status", "open", "won")));
        Assert.Equal(
            held,
            await Holds(new Plan().Update(Nouns.Of("opportunity"), "id_1", 1, ("name", "a", "b"), ("stage_id", "stg_1", "stg_2")))
        );
        Assert.Equal("", await Holds(Update("opportunity", "stage_id", "stg_1", "stg_2"), Golden with { StageMoves = false }));
        Assert.Equal("", await Holds(Update("opportunity", "name", "a", "b")));
        Assert.Equal("", await Holds(Update("contact", "status", "new", "known")));
        Assert.Equal("", await Holds(Insert("opportunity", ("stage_id", "stg_1"))));
    }

    [Theory]
    [InlineData("account", "an account")]
    [InlineData("contact", "a contact")]
    [InlineData("opportunity", "an opportunity")]
    public async Task Another_owner_waits(string kind, string one)
    {
        var plan = Update(kind, "owner_id", "usr_1", "usr_2");
        Assert.Equal($"approval.owner_change | This gives {one} another owner.", await Holds(plan));
        Assert.Equal("", await Holds(plan, Golden with { OwnerChanges = false }));
        Assert.Equal("", await Holds(Update(kind, "name", "a", "b")));
    }

    [Theory]
    [InlineData("account", "an account")]
    [InlineData("contact", "a contact")]
    [InlineData("opportunity", "an opportunity")]
    public async Task The_end_and_the_return_of_a_record_wait_whatever_is_set(string kind, string one)
    {
        var none = ApprovalRules.None;
        Assert.Equal($"approval.delete | This deletes {one}.", await Holds(new Plan().Delete(Nouns.Of(kind), "id_1", 1), none));
        Assert.Equal($"approval.delete | This deletes {one}.", await Holds(Update(kind, "merged_into", null, "deleted"), none));
        Assert.Equal(
            $"approval.merge | This merges one {kind} into another.",
            await Holds(Update(kind, "merged_into", null, "id_2"), none)
        );
        Assert.Equal(
            $"approval.restore | This brings back {one} that was merged or deleted.",
            await Holds(Update(kind, "merged_into", "id_2", null), none)
        );
    }

    [Fact]
    public async Task Who_owns_or_ends_other_records_waits_for_nobody()
    {
        Assert.Equal("", await Holds(new Plan().Delete(Nouns.Of("tagging"), "id_1", 1)));
        Assert.Equal("", await Holds(Update("task", "owner_id", "usr_1", "usr_2")));
        Assert.Equal("", await Holds(Update("task", "merged_into", null, "deleted")));
    }

    [Fact]
    public async Task The_destruction_of_a_persons_data_waits_whatever_is_set() =>
        Assert.Equal(
            "approval.erase | This destroys all that is kept of a person; nobody can undo it.",
            await Holds(new Plan().Erase(new(Nouns.Of("contact"), ["con_1"], [], [])), ApprovalRules.None)
        );

    [Fact]
    public async Task Where_every_write_waits_one_without_another_reason_does_for_that()
    {
        var every = ApprovalRules.None with { EveryWrite = true };
        Assert.Equal(
            "approval.every_write | Everything that changes a record waits for a person here.",
            await Holds(Update("task", "name", "a", "b"), every)
        );
        Assert.Equal(
            "approval.owner_change | This gives a contact another owner.",
            await Holds(Update("contact", "owner_id", "usr_1", "usr_2"), every with { OwnerChanges = true })
        );
        Assert.Equal("", await Holds(Update("task", "name", "a", "b")));
    }

    [Theory]
    [InlineData("approval.merge", true)]
    [InlineData("approval.delete", true)]
    [InlineData("approval.restore", true)]
    [InlineData("approval.erase", true)]
    [InlineData("approval.invite", true)]
    [InlineData("approval.send_email", false)]
    [InlineData("merge", false)]
    public void Five_reasons_hold_whatever_anybody_has_set(string code, bool always) => Assert.Equal(always, ApprovalList.IsAlways(code));
}

using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Tests.Running;
using Headgate.Tests.Store;
using Headgate.Tests.Taint;

namespace Headgate.Tests.Handles;

/// <summary>What an agent without contact_details sees and does, on the embedded store.</summary>
public sealed class SqliteHandleTests : HandleTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresHandleTests(PostgresServer server) : HandleTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>Handles in place of confidential values, and what can be done through them.</summary>
public abstract partial class HandleTests : IAsyncLifetime
{
    private const string Address = "carla@riverstone.example";
    private const string Number = "+1 415 555 0101";

    private Village _village = null!;
    private Principal _blind = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _village = await Village.Open(await NewDatabase());
        _blind = await _village.Office.NewAgent("blind", details: false);
        await _village.Execute(
            "UPDATE contacts SET phone = @phone WHERE tenant = @tenant AND id = @id",
            ("phone", Number),
            ("id", _village.Contact)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _village.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private string Email => $"{{{{contact:{_village.Contact}.email}}}}";

    private string Phone => $"{{{{contact:{_village.Contact}.phone}}}}";

    private Task<string> Say(string action, object arguments) => _village.Say(_blind, action, arguments);

    private async Task<string?> Stored(string column, string id)
    {
        await using var view = await _village.Office.Site.WorldOf(Realm.Production).Database.Read(_blind.Tenant, default);
        return (string?)
            await view.Session.Scalar(
                $"SELECT {column} FROM contacts WHERE tenant = @tenant AND id = @id",
                ("tenant", _blind.Tenant),
                ("id", id)
            );
    }

    [Fact]
    public async Task A_handle_stands_where_an_address_is_and_a_grant_shows_the_address()
    {
        foreach (
            var (action, arguments) in (IReadOnlyList<(string, object)>)
                [
                    ("contacts.get", new { id = _village.Contact }),
                    ("contacts.list", new { }),
                    ("contacts.search", new { query = "Carla" }),
                    ("opportunities.get", new { id = _village.Deal, include = new[] { "contacts" } }),
                ]
        )
        {
            var (blind, sighted) = (await Say(action, arguments), await _village.Say(_village.Office.Agent, action, arguments));
            Assert.Contains(Email, blind);
            Assert.DoesNotContain(Address, blind);
            Assert.DoesNotContain(Number, blind);
            Assert.Contains(Address, sighted);
        }
        var thread = await Say("conversations.get", new { id = _village.Thread });
        Assert.Matches(@"""to"":""\{\{message:msg_\w+\.to\}\}""", thread);
        Assert.DoesNotContain(Address, thread);
        Assert.Contains(Address, await _village.Say(_village.Office.Rep, "contacts.get", new { id = _village.Contact }));
    }

    [Fact]
    [Proves(Frameworks.TrustLayer, "Data masking")]
    public async Task A_handle_given_back_becomes_the_value_which_the_answer_does_not_show()
    {
        var made = await Say("contacts.create", new { name = "Otto Neu", phone = Phone });
        Assert.DoesNotContain(Number, made);
        var id = Seed.IdIn(JsonElement.Parse(made), "con");
        Assert.Contains($"{{{{contact:{id}.phone}}}}", made);
        Assert.Equal(Number, await Stored("phone", id));
        var thread = JsonElement.Parse(await Say("conversations.get", new { id = _village.Thread }));
        // Of whoever wrote only the message knows the address: it finds the contact all the same.
        List<string> found = [];
        foreach (var message in thread.GetProperty("messages").EnumerateArray())
        foreach (var side in (string[])["to", "from"])
            if (message.TryGetProperty(side, out var handle))
                found.Add(
                    await Say(
                        "leads.create",
                        new
                        {
                            name = "Carla",
                            email = handle.GetString(),
                            dry_run = true,
                        }
                    )
                );
        Assert.Contains(found, f => f.StartsWith($"dedupe.exists: {_village.Contact} already has this email", StringComparison.Ordinal));
        Assert.All(found, f => Assert.DoesNotContain(Address, f));
        Assert.Contains(_village.Contact, await Say("contacts.search", new { query = Email }));
    }

    [Fact]
    public async Task Guards_and_the_approver_see_through_a_handle_and_its_caller_does_not()
    {
        var taken = await Say("contacts.update", new { id = _village.Stranger, email = Email });
        Assert.StartsWith("dedupe.exists", taken);
        Assert.DoesNotContain(Address, taken);
        var office = _village.Office;
        await office.Ask(office.Admin, "approvals.configure", new { every_write = true, email = "every" });
        var held = await _village.Pass(_blind, "contacts.update", new { id = _village.Stranger, phone = Phone });
        Assert.Equal(Ended.Held, held.Ended);
        var told = Encoding.UTF8.GetString(held.Json.Span);
        Assert.DoesNotContain(Number, told);
        var approval = JsonElement.Parse(told).GetProperty("approval").GetString();
        Assert.Contains(Number, (await office.Ask(office.Admin, "approvals.get", new { id = approval })).GetProperty("plan").GetString());
        Assert.DoesNotContain(Number, await Say("approvals.get", new { id = approval }));
        var mail = await _village.Pass(
            _blind,
            "email.send",
            new
            {
                contact_id = _village.Contact,
                subject = "A",
                body = "B",
            }
        );
        Assert.Equal(Ended.Held, mail.Ended);
        Assert.DoesNotContain(Address, Encoding.UTF8.GetString(mail.Json.Span));
    }

    [Fact]
    public async Task A_dry_run_and_a_replay_show_no_more_than_the_answer()
    {
        foreach (
            var (action, arguments) in (IReadOnlyList<(string, object)>)
                [
                    (
                        "email.send",
                        new
                        {
                            contact_id = _village.Contact,
                            subject = "Dry",
                            body = "B",
                            dry_run = true,
                        }
                    ),
                    (
                        "contacts.update",
                        new
                        {
                            id = _village.Contact,
                            phone = "+1 415 555 0199",
                            dry_run = true,
                        }
                    ),
                    (
                        "contacts.update",
                        new
                        {
                            id = _village.Stranger,
                            phone = Phone,
                            dry_run = true,
                        }
                    ),
                ]
        )
        {
            var told = await Say(action, arguments);
            Assert.Contains("\"dry_run\":true", told);
            Assert.DoesNotContain(Address, told);
            Assert.DoesNotContain(Number, told);
        }
        var note = new
        {
            contact_id = _village.Contact,
            subject = "Once",
            body = "B",
            idempotency_key = "one",
        };
        // The same agent under a grant that shows more, and then under one that shows less.
        Assert.Contains(Address, await _village.Say(_blind with { ContactDetails = true }, "email.send", note));
        var again = await Say("email.send", note);
        Assert.Contains("\"replayed\":true", again);
        Assert.DoesNotContain(Address, again);
    }

    [Fact]
    public async Task A_handle_stands_nowhere_but_where_its_value_may()
    {
        Assert.StartsWith("classification.handle:", await Say("contacts.update", new { id = _village.Contact, name = Email }));
        Assert.StartsWith("classification.handle:", await Say("contacts.update", new { id = _village.Contact, title = $"see {Email}" }));
        Assert.StartsWith(
            "classification.handle:",
            await Say(
                "email.send",
                new
                {
                    contact_id = _village.Stranger,
                    subject = "Hi",
                    body = $"Write {Email}",
                }
            )
        );
        Assert.StartsWith(
            "classification.handle:",
            await Say(
                "email.draft",
                new
                {
                    contact_id = _village.Stranger,
                    subject = "Hi",
                    body = $"Write {Email}",
                }
            )
        );
        Assert.StartsWith("classification.handle_unfit", await Say("contacts.update", new { id = _village.Contact, email = Phone }));
        Assert.StartsWith("classification.handle_unfit", await Say("contacts.update", new { id = _village.Contact, phone = Email }));
        // In a note it is a word like any other: what is read back is what was written.
        await Say("notes.create", new { record_id = _village.Stranger, body = $"Ask {Email}" });
        var notes = await Say("notes.list", new { record_id = _village.Stranger });
        Assert.Contains($"Ask {Email}", notes);
        Assert.DoesNotContain(Address, notes);
    }

    [Fact]
    [Proves(Frameworks.TrustLayer, "Data masking")]
    [Proves(Frameworks.Llm, "LLM07")]
    public async Task A_handle_that_is_foreign_unseen_or_made_up_is_not_found()
    {
        var missing = await Say(
            "contacts.update",
            new { id = _village.Contact, phone = $"{{{{contact:{Ids.Fresh("con", DateTimeOffset.UnixEpoch)}.phone}}}}" }
        );
        Assert.StartsWith("record.not_found", missing);
        foreach (
            var handle in (string[])
                [
                    $"{{{{contact:{_village.Elsewhere[0]}.email}}}}",
                    $"{{{{contact:{_village.Contact}.birth_date}}}}",
                    $"{{{{user:{_blind.Person}.email}}}}",
                ]
        )
            Assert.StartsWith("record.not_found: email", await Say("contacts.update", new { id = _village.Contact, email = handle }));
        Assert.DoesNotContain(
            Village.Foreign,
            await Say("contacts.update", new { id = _village.Contact, email = $"{{{{contact:{_village.Elsewhere[0]}.email}}}}" })
        );
        var own = _blind with { Sees = Visibility.Own, Person = "usr_00000000000000000000000000" };
        Assert.StartsWith("record.not_found: query", await _village.Say(own, "contacts.search", new { query = Email }));
    }

    [Fact]
    public async Task An_address_is_found_whole_and_not_by_its_beginnings()
    {
        await Say("notes.list", new { });
        await _village.Execute("UPDATE contacts SET name = 'Nobody' WHERE tenant = @tenant AND id = @id", ("id", _village.Contact));
        Assert.DoesNotContain(_village.Contact, await Say("contacts.search", new { query = "carla" }));
        Assert.Contains(_village.Contact, await Say("contacts.search", new { query = Address }));
        Assert.Contains(_village.Contact, await _village.Say(_village.Office.Agent, "contacts.search", new { query = "carla" }));
    }
}

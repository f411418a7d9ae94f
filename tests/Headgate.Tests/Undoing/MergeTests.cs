using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Tests.Approvals;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Undoing;

/// <summary>On the embedded store.</summary>
public sealed class SqliteMergeTests : MergeTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresMergeTests(PostgresServer server) : MergeTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>Merging and deleting, always by a person's word, and back again.</summary>
public abstract class MergeTests : IAsyncLifetime
{
    private Office _office = null!;

    private Database Database => _office.Site.WorldOf(Realm.Production).Database;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open(await NewDatabase());
        await _office.Ask(_office.Admin, "approvals.configure", Measures.NothingWaits);
        await _office.Execute(
            "INSERT INTO tags (id, tenant, version, name, created_at, updated_at) SELECT 'tag_vip', id, 1, 'vip', 0, 0 FROM organisations WHERE id = @tenant"
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_merged_contact_leads_to_the_one_that_stays_with_all_that_was_on_it_and_back_again()
    {
        var (ann, double_) = (
            await New(
                "con",
                "contacts.create",
                new
                {
                    name = "Ann Archer",
                    email = "ann@example.com",
                    title = "CEO",
                }
            ),
            await New(
                "con",
                "contacts.create",
                new
                {
                    name = "Annika Archery",
                    email = "a.archer@example.org",
                    phone = "+15550102",
                    title = "Chief",
                    on_duplicate = "allow",
                }
            )
        );
        foreach (var con in (string[])[ann, double_])
            await _office.Ask(_office.Rep, "records.tag", new { ids = new[] { con }, add = new[] { "vip" } });
        var deal = await New("opp", "opportunities.create", new { name = "Deal", contact_id = double_ });
        await _office.Ask(_office.Rep, "notes.create", new { record_id = double_, body = "Prefers mornings" });
        await _office.Ask(
            _office.Rep,
            "tasks.create",
            new
            {
                title = "Ring",
                record_id = double_,
                due_at = "2027-01-04",
            }
        );
        await Consent(Ids.Fresh("cst", _office.Time.GetUtcNow()), ann, "granted");
        await Consent(Ids.Fresh("cst", _office.Time.GetUtcNow()), double_, "refused");
        var before = await Tables.Business(Database);

        var held = await _office.Held("records.merge", new { survivor = ann, merged = new[] { double_ } });
        Assert.DoesNotContain(
            before.Against(await Tables.Business(Database, "approvals")),
            d => !d.StartsWith("approvals", StringComparison.Ordinal)
        );
        Assert.Equal(Ended.Done, (await _office.Approve(held)).Ended);

        var got = await _office.Ask(_office.Rep, "contacts.get", new { id = double_, include = new[] { "opportunities" } });
        Assert.Equal((ann, double_), (Word(got.GetProperty("contact"), "id"), Word(got, "merged")));
        Assert.Equal(("CEO", "+15550102"), (Word(got.GetProperty("contact"), "title"), Word(got.GetProperty("contact"), "phone")));
        Assert.Contains(deal, got.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("refused", Word(Assert.Single(got.GetProperty("contact").GetProperty("consents").EnumerateArray()), "state"));
        Assert.Equal("vip", Assert.Single(got.GetProperty("contact").GetProperty("tags").EnumerateArray()).GetString());
        Assert.Equal(
            2,
            await _office.Number(
                $"SELECT (SELECT COUNT(*) FROM notes WHERE tenant = @tenant AND record_id = '{ann}' AND contact_id = '{ann}') + (SELECT COUNT(*) FROM tasks WHERE tenant = @tenant AND record_id = '{ann}' AND contact_id = '{ann}')"
            )
        );
        var other = (await _office.Pass(_office.Rep, "contacts.update", new { id = double_, title = "X" })).Refusal;
        Assert.Equal(("record.merged", ann), (other?.Code, other?.Record));
        // Its address is taken, and it is found no more by its own name.
        Assert.Equal(
            ann,
            (await _office.Pass(_office.Rep, "contacts.create", new { name = "New", email = "a.archer@example.org" })).Refusal?.Record
        );
        Assert.Equal(
            0,
            (await _office.Ask(_office.Rep, "contacts.search", new { query = "Annika" })).GetProperty("items").GetArrayLength()
        );

        await Undo((await _office.Standing(held.Id)).GetProperty("outcome_event").GetString()!);
        Assert.DoesNotContain(before.Against(await Tables.Business(Database)), d => !d.StartsWith("approvals", StringComparison.Ordinal));
        Assert.Equal(
            1,
            (await _office.Ask(_office.Rep, "contacts.search", new { query = "Annika" })).GetProperty("items").GetArrayLength()
        );
        Assert.Equal(
            double_,
            (await _office.Pass(_office.Rep, "contacts.create", new { name = "New", email = "a.archer@example.org" })).Refusal?.Record
        );
    }

    [Fact]
    public async Task Accounts_are_merged_with_their_people_children_and_domain()
    {
        var (acme, twin) = (
            await New("acc", "accounts.create", new { name = "Acme", domain = "acme.example" }),
            await New(
                "acc",
                "accounts.create",
                new
                {
                    name = "Zylo Works",
                    domain = "zylo.example",
                    industry = "Retail",
                }
            )
        );
        await New("con", "contacts.create", new { name = "Cara Cole", account_id = twin });
        var older = await New("acc", "accounts.create", new { name = "Older Firm" });
        await Merge(new { survivor = twin, merged = new[] { older } });
        var before = await Tables.Business(Database);
        var merge = await Merge(
            new
            {
                survivor = acme,
                merged = new[] { twin },
                take = new { domain = twin },
            }
        );
        var got = await _office.Ask(_office.Rep, "accounts.get", new { id = twin, include = new[] { "contacts" } });
        Assert.Equal((acme, "zylo.example"), (Word(got.GetProperty("account"), "id"), Word(got.GetProperty("account"), "domain")));
        Assert.Contains("Cara Cole", got.GetRawText(), StringComparison.Ordinal);
        // A way of two steps is one again.
        Assert.Equal(acme, Word((await _office.Ask(_office.Rep, "accounts.get", new { id = older })).GetProperty("account"), "id"));
        foreach (var domain in (string[])["acme.example", "zylo.example"])
            Assert.Equal(acme, (await _office.Pass(_office.Rep, "accounts.create", new { name = "Third", domain })).Refusal?.Record);
        await Undo(merge);
        Assert.Empty(before.Against(await Tables.Business(Database)));
        Assert.Equal(
            twin,
            (await _office.Pass(_office.Rep, "accounts.create", new { name = "Third", domain = "zylo.example" })).Refusal?.Record
        );
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.2.4")]
    public async Task Nothing_that_anybody_sets_lets_an_agent_merge_or_delete_by_itself()
    {
        var con = await New("con", "contacts.create", new { name = "Ann Archer" });
        Assert.Equal("schema.invalid", (
                await _office.Pass(
                    _office.Admin,
                    "approvals.stand",
                    new
                    {
                        agent = "claude",
                        action = "records.delete",
                        code = "approval.delete",
                        days = 1,
                        reason = "trust it",
                    }
                )
            ).Refusal?.Code);
        await _office.Held("records.delete", new { ids = new[] { con }, reason = "left the company" });
        Assert.Equal(
            "schema.unknown_field",
            (await _office.Pass(_office.Admin, "approvals.configure", new { merges_and_deletes = false })).Refusal?.Code
        );
    }

    [Fact]
    public async Task What_is_deleted_is_gone_from_lists_and_its_key_is_free_until_it_comes_back()
    {
        var con = await New("con", "contacts.create", new { name = "Gonzalo Vega", email = "gv@example.com" });
        await _office.Ask(
            _office.Rep,
            "tasks.create",
            new
            {
                title = "Ring",
                record_id = con,
                due_at = "2027-01-04",
            }
        );
        var before = await Tables.Business(Database);
        var gone = (await _office.Pass(_office.Rep, "records.delete", new { ids = new[] { con }, reason = "asked for it" })).Event;
        foreach (
            var (action, arguments) in ((string, object)[])
                [("contacts.list", new { }), ("contacts.search", new { query = "Gonzalo" }), ("tasks.list", new { })]
        )
            Assert.Equal(0, (await _office.Ask(_office.Rep, action, arguments)).GetProperty("items").GetArrayLength());
        Assert.Equal("record.not_found", (await _office.Pass(_office.Rep, "contacts.get", new { id = con })).Refusal?.Code);
        await Undo(gone);
        Assert.Empty(before.Against(await Tables.Business(Database)));
        Assert.Equal(
            1,
            (await _office.Ask(_office.Rep, "contacts.search", new { query = "Gonzalo" })).GetProperty("items").GetArrayLength()
        );
    }

    [Fact]
    public async Task What_is_won_or_in_use_is_not_deleted()
    {
        var acc = await New("acc", "accounts.create", new { name = "Acme" });
        var con = await New("con", "contacts.create", new { name = "Cara Cole", account_id = acc });
        var opp = await New(
            "opp",
            "opportunities.create",
            new
            {
                name = "Deal",
                account_id = acc,
                contact_id = con,
                amount = 500,
            }
        );
        Assert.Equal("delete.in_use", await Refused(acc));
        Assert.Equal("delete.in_use", await Refused(con));
        await _office.Ask(
            _office.Rep,
            "opportunities.move_stage",
            new
            {
                id = opp,
                stage = "Won",
                reason = "price",
            }
        );
        Assert.Equal("delete.won", await Refused(opp));
        Assert.Equal("delete.won", await Refused(acc, con, opp));
        await _office.Ask(_office.Rep, "opportunities.move_stage", new { id = opp, stage = "Discovery" });
        Assert.Null(await Refused(acc, con, opp));

        async Task<string?> Refused(params string[] ids) =>
            (await _office.Pass(_office.Rep, "records.delete", new { ids, reason = "a mistake" })).Refusal?.Code;
    }

    private async Task<string> New(string prefix, string action, object arguments) =>
        Seed.IdIn(await _office.Ask(_office.Rep, action, arguments), prefix);

    private async Task<string> Merge(object arguments)
    {
        var outcome = await _office.Pass(_office.Rep, "records.merge", arguments);
        Assert.True(outcome.Ended == Ended.Done, outcome.Refusal?.Why);
        return outcome.Event;
    }

    private async Task Undo(string run)
    {
        var undone = await _office.Ask(_office.Admin, "runs.undo", new { run });
        Assert.True(undone.GetProperty("conflicts").GetArrayLength() == 0, undone.GetRawText());
    }

    private Task Consent(string id, string contact, string state) =>
        _office.Execute(
            "INSERT INTO consents (id, tenant, version, contact_id, channel, sender, state, source, at, created_at, updated_at) "
                + $"SELECT '{id}', id, 1, '{contact}', 'email', 'us', '{state}', 'form', 0, 0, 0 FROM organisations WHERE id = @tenant"
        );

    private static string Word(JsonElement it, string name) => it.GetProperty(name).GetString()!;
}

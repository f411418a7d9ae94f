using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Tests.Approvals;
using Headgate.Tests.Store;

namespace Headgate.Tests.Policies;

/// <summary>A rejection becomes a rule, on the embedded store.</summary>
public sealed class SqliteRejectionTests : RejectionTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresRejectionTests(PostgresServer server) : RejectionTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>What a person said no to is proposed as a rule with its backtest; a second word saves it. The reason never becomes code.</summary>
public abstract class RejectionTests : IAsyncLifetime
{
    // What a reason would have to be, were it ever put together with a rule.
    private const string Evil = "\" || true || call.action == \"";

    private Office _office = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync() => _office = await Office.Open(await NewDatabase());

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_rejected_contact_becomes_a_rule_about_its_domain()
    {
        await _office.Approve(await _office.Held("contacts.create", new { name = "Gerda Good", email = "gerda@good.example" }));
        await _office.Approve(await _office.Held("contacts.create", new { name = "Ida Early", email = "ida@rival.example" }));
        var rejected = await Reject("contacts.create", new { name = "Rosa Rival", email = "rosa@rival.example" }, "They compete with us.");
        var policies = await Policies();
        var told = await Propose(rejected);
        Assert.Equal(policies, await Policies());
        Assert.Equal("They compete with us.", told.GetProperty("reason").GetString());
        var first = told.GetProperty("proposals")[0];
        Assert.Equal("no_new_contacts_of_domain", first.GetProperty("template").GetString());
        Assert.Equal("No agent makes a contact or lead with an address at a domain: rival.example.", first.GetProperty("says").GetString());
        // Three contacts were asked for: two of the domain, of which one was made.
        var trial = first.GetProperty("backtest");
        Assert.Equal((3, 2, 1), (Count(trial, "asked"), Count(trial, "denied"), Count(trial, "were_done")));
        Assert.Equal(0, Count(trial, "failed"));
        var save = first.GetProperty("save");
        Assert.Contains("rival.example", save.GetProperty("examples")[0].GetRawText(), StringComparison.Ordinal);
        Assert.Contains("good.example", save.GetProperty("examples")[1].GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("rosa", save.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("gerda", save.GetRawText(), StringComparison.OrdinalIgnoreCase);
        var passes = await _office.Ask(_office.Admin, "audit.get", new { id = first.GetProperty("passes").GetString() });
        Assert.Contains("contacts.create", passes.GetRawText(), StringComparison.Ordinal);

        await Save(first);
        var denied = await _office.Pass(_office.Agent, "contacts.create", new { name = "Rolf", email = "rolf@rival.example" });
        Assert.Equal("policy.denied", denied.Refusal?.Code);
        Assert.Contains("Agents make no contacts of rival.example: They compete with us.", denied.Refusal!.Why, StringComparison.Ordinal);
        await _office.Held("contacts.create", new { name = "Max", email = "max@else.example" });
    }

    [Fact]
    public async Task Neither_the_reason_nor_a_name_becomes_code()
    {
        var deal = (await _office.Ask(_office.Rep, "opportunities.create", new { name = "Deal" }))
            .GetProperty("opportunity")
            .GetProperty("id")
            .GetString()!;
        await _office.Execute("UPDATE stages SET name = 'Won\" || true || \"' WHERE tenant = @tenant AND name = 'Proposal'");
        var rejected = await Reject("opportunities.move_stage", new { id = deal, stage = "Won\" || true || \"" }, Evil);
        var told = await Propose(rejected);
        var first = told.GetProperty("proposals")[0];
        Assert.Equal("no_move_to_stage", first.GetProperty("template").GetString());
        foreach (var proposal in told.GetProperty("proposals").EnumerateArray())
        {
            Assert.DoesNotContain("call.action == \"\"", proposal.GetProperty("when").GetString(), StringComparison.Ordinal);
            Assert.DoesNotContain(
                "|| true",
                proposal.GetProperty("when").GetString()!.Replace("\\u0022 || true", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
            Assert.EndsWith(": " + Evil, proposal.GetProperty("save").GetProperty("message").GetString(), StringComparison.Ordinal);
        }
        await Save(first);
        Assert.Equal(
            "policy.denied",
            (await _office.Pass(_office.Agent, "opportunities.move_stage", new { id = deal, stage = "Won\" || true || \"" })).Refusal?.Code
        );
        // Were it code, it would stop this too.
        await _office.Held("opportunities.move_stage", new { id = deal, stage = "Discovery" });
        Assert.Equal(Ended.Done, (await _office.Pass(_office.Agent, "notes.create", new { record_id = deal, body = "Called" })).Ended);
    }

    [Fact]
    public async Task What_has_no_domain_of_its_own_can_still_be_left_to_people()
    {
        var rejected = await Reject("contacts.create", new { name = "Paul", email = "paul@gmail.com" }, "Ask me first.");
        var only = Assert.Single((await Propose(rejected)).GetProperty("proposals").EnumerateArray());
        Assert.Equal("people_only", only.GetProperty("template").GetString());
        await Save(only);
        var denied = await _office.Pass(_office.Agent, "contacts.create", new { name = "Petra", email = "petra@else.example" });
        Assert.Contains("contacts.create is left to people: Ask me first.", denied.Refusal?.Why, StringComparison.Ordinal);
        Assert.Equal(
            Ended.Done,
            (await _office.Pass(_office.Admin, "contacts.create", new { name = "Petra", email = "petra@else.example" })).Ended
        );
    }

    [Fact]
    public async Task Only_a_person_who_owns_the_rules_and_only_from_a_rejection()
    {
        var held = await _office.Held("contacts.create", new { name = "Max", email = "max@else.example" });
        Assert.Equal("policies.not_rejected", (await From(_office.Admin, held.Id)).Refusal?.Code);
        Assert.Equal("scopes.person_only", (await From(_office.Agent, held.Id)).Refusal?.Code);
        Assert.Equal("scopes.missing", (await From(_office.Rep, held.Id)).Refusal?.Code);
    }

    private async Task<string> Reject(string action, object arguments, string reason)
    {
        var held = await _office.Held(action, arguments);
        await _office.Ask(_office.Admin, "approvals.reject", new { ids = new[] { held.Id }, reason });
        return held.Id;
    }

    private ValueTask<Outcome> From(Principal by, string approval) => _office.Pass(by, "policies.from_rejection", new { approval });

    private Task<JsonElement> Propose(string approval) => _office.Ask(_office.Admin, "policies.from_rejection", new { approval });

    private Task<JsonElement> Save(JsonElement proposal)
    {
        var policy = JsonObject.Create(proposal.GetProperty("save"))!;
        policy["mode"] = "on";
        return _office.Ask(_office.Admin, "policies.save", policy);
    }

    private Task<long> Policies() => _office.Number("SELECT COUNT(*) FROM policies WHERE tenant = @tenant");

    private static long Count(JsonElement trial, string name) => trial.GetProperty(name).GetInt64();
}

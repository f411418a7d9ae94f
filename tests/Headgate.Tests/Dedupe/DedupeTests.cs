using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Matching;
using Headgate.Tests.Approvals;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Dedupe;

/// <summary>Who exists under another spelling, on the embedded store.</summary>
public sealed class SqliteDedupeTests : DedupeTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresDedupeTests(PostgresServer server) : DedupeTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>Fuzzy dedupe through the gate.</summary>
public abstract class DedupeTests : IAsyncLifetime
{
    private static readonly object Robert = new
    {
        name = "Robert Allen",
        phone = "+1 415 555 0100",
        company = "Acme",
    };

    private Office _office = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open(await NewDatabase());
        foreach (var (action, measures) in Measures.All.Where(m => m.Action != "policies.disable"))
            await _office.Ask(_office.Admin, action, measures);
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Who_exists_under_another_spelling_is_refused_with_the_record_and_the_reasons()
    {
        var first = await Made(_office.Admin, Robert);
        foreach (var by in (Principal[])[_office.Agent, _office.Admin])
        {
            var refused = await _office.Pass(by, "leads.create", new { name = "Bob Alen", phone = "001 415-555-0100" });
            Assert.Equal("dedupe.exists", refused.Refusal?.Code);
            Assert.Equal(first, refused.Refusal?.Record);
            Assert.Contains("same phone", refused.Refusal!.Why, StringComparison.Ordinal);
        }
        Assert.Equal(1, await Contacts());
    }

    [Fact]
    public async Task Who_may_exist_waits_for_a_person_and_is_noted_to_a_person()
    {
        var first = await Made(_office.Admin, Robert);
        object similar = new { name = "Bob Allen", company = "ACME Inc." };
        var planned = await _office.Site.Pass(
            _office.Agent,
            Door.Mcp,
            "contacts.create",
            JsonSerializer.SerializeToElement(
                new
                {
                    name = "Bob Allen",
                    company = "ACME Inc.",
                    dry_run = true,
                }
            ),
            new()
        );
        Assert.Equal(Ended.Planned, planned.Ended);
        var held = await _office.Held("contacts.create", similar);
        var standing = await _office.Standing(held.Id);
        Assert.Contains($"It may be {first}", standing.GetProperty("reasons").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1, await Contacts());
        Assert.Equal(Ended.Done, (await _office.Approve(held)).Ended);
        Assert.Equal(2, await Contacts());
        var noted = await _office.Ask(_office.Admin, "contacts.create", new { name = "Rob Allen", company = "acme" });
        var ids = noted.GetProperty("similar").EnumerateArray().Select(s => s.GetProperty("id").GetString());
        Assert.Contains(first, ids);
    }

    [Fact]
    public async Task A_caller_may_ask_for_the_record_to_be_filled_or_for_another()
    {
        var first = await Made(_office.Rep, Robert);
        var filled = await _office.Ask(
            _office.Agent,
            "contacts.create",
            new
            {
                name = "Bob Allen",
                phone = "+14155550100",
                email = "bob@acme.com",
                title = "CTO",
                on_duplicate = "update",
            }
        );
        var contact = filled.GetProperty("contact");
        Assert.Equal((first, "Robert Allen"), (contact.GetProperty("id").GetString(), contact.GetProperty("name").GetString()));
        var got = (await _office.Ask(_office.Admin, "contacts.get", new { id = first })).GetProperty("contact");
        Assert.Equal(("bob@acme.com", "CTO"), (got.GetProperty("email").GetString(), got.GetProperty("title").GetString()));
        object another = new
        {
            name = "Bob Allen",
            phone = "+14155550100",
            on_duplicate = "allow",
        };
        await _office.Held("contacts.create", another);
        Assert.Equal(1, await Contacts());
        await _office.Ask(_office.Admin, "contacts.create", another);
        Assert.Equal(2, await Contacts());
        // By its unique key too.
        var again = await _office.Ask(
            _office.Agent,
            "leads.create",
            new
            {
                name = "Somebody",
                email = "BOB@acme.com",
                on_duplicate = "update",
            }
        );
        Assert.Equal(first, again.GetProperty("lead").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_company_is_told_by_its_name_unless_domains_differ()
    {
        await _office.Ask(_office.Rep, "accounts.create", new { name = "Northwind Traders, Inc." });
        Assert.Equal(
            "dedupe.exists",
            (await _office.Pass(_office.Agent, "accounts.create", new { name = "The NORTHWIND traders" })).Refusal?.Code
        );
        await _office.Held("accounts.create", new { name = "Northwnid Traders" });
        await _office.Ask(_office.Agent, "accounts.create", new { name = "Globex", domain = "globex.com" });
        await _office.Ask(_office.Agent, "accounts.create", new { name = "Globex", domain = "hammock.org" });
        var filled = await _office.Ask(
            _office.Agent,
            "accounts.create",
            new
            {
                name = "northwind traders",
                domain = "northwind.example",
                on_duplicate = "update",
            }
        );
        Assert.Equal("northwind.example", filled.GetProperty("account").GetProperty("domain").GetString());
        Assert.Equal(3, await _office.Number("SELECT COUNT(*) FROM accounts WHERE tenant = @tenant"));
    }

    [Fact]
    public async Task An_update_that_makes_a_twin_is_refused_and_one_that_leaves_it_so_is_not()
    {
        await Made(_office.Rep, Robert);
        var other = await Made(_office.Rep, new { name = "Bob Allen", email = "b@x.example" });
        var refused = await _office.Pass(_office.Agent, "contacts.update", new { id = other, phone = "+14155550100" });
        Assert.Equal("dedupe.exists", refused.Refusal?.Code);
        await _office.Execute($"UPDATE contacts SET phone = '+14155550100' WHERE tenant = @tenant AND id = '{other}'");
        await _office.Ask(
            _office.Agent,
            "contacts.update",
            new
            {
                id = other,
                title = "CTO",
                name = "Robert Allen",
            }
        );
    }

    [Fact]
    public async Task Keys_follow_the_record()
    {
        var id = await Made(_office.Rep, Robert);
        await _office.Ask(
            _office.Admin,
            "contacts.update",
            new
            {
                id,
                name = "Otto Falk",
                phone = "+49301234567",
            }
        );
        await Made(_office.Agent, Robert);
        Assert.Equal(
            "dedupe.exists",
            (await _office.Pass(_office.Agent, "contacts.create", new { name = "Otto Falk", phone = "0049301234567" })).Refusal?.Code
        );
    }

    [Fact]
    public async Task Four_hundred_near_duplicates_at_once_never_slip_past_each_other()
    {
        string[] given = ["Robert", "Bob", "Rob", "Robbie", "Bobby"];
        string[] family = ["Allenby", "Alenby", "Allanby", "Allenbi", "ALLENBY"];
        var random = new Random(3);
        object[] calls =
        [
            .. Enumerable
                .Range(0, 400)
                .Select(n =>
                    (object)
                        new
                        {
                            name = $"{given[random.Next(5)]} {family[random.Next(5)]}",
                            phone = n % 3 == 0 ? null : "+1 415 555 0100",
                            email = n % 4 == 0 ? $"r.allenby.{n}@mail{n}.example" : null,
                            company = n % 2 == 0 ? "Acme" : "ACME Inc.",
                        }
                ),
        ];
        var next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (int n; (n = Interlocked.Increment(ref next)) < calls.Length; )
                        {
                            var outcome = await _office.Pass(_office.Agent, "contacts.create", calls[n], $"storm {n}");
                            Assert.True(
                                outcome.Ended is Ended.Done or Ended.Held || outcome.Refusal?.Code is "dedupe.exists" or "conflict.changed",
                                outcome.Refusal?.Why
                            );
                        }
                    })
                )
        );
        var contacts = await _office.Ask(_office.Admin, "contacts.list", new { limit = 100 });
        var made = contacts.GetProperty("items").EnumerateArray().Select(ProfileOf).ToList();
        Assert.NotEmpty(made);
        for (var i = 0; i < made.Count; i++)
        for (var j = 0; j < i; j++)
            Assert.Equal(Grade.Different, made[i].Against(made[j]).Grade);
    }

    private static Profile ProfileOf(JsonElement contact) =>
        Profile.Of(
            "contact",
            f => contact.TryGetProperty(f, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null
        )!;

    private async Task<string> Made(Principal by, object arguments) =>
        (await _office.Ask(by, "contacts.create", arguments)).GetProperty("contact").GetProperty("id").GetString()!;

    private Task<long> Contacts() => _office.Number("SELECT COUNT(*) FROM contacts WHERE tenant = @tenant");
}

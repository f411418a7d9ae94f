using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Guards;
using Headgate.Store;
using Headgate.Tests.Approvals;
using Headgate.Tests.Running;

namespace Headgate.Tests.Taint;

/// <summary>
/// A small organisation beside another one: a contact, a deal, a thread, a note, an activity, a document. Somebody outside can write into each. Nothing
/// waits for a person but what taint holds, unless the golden set is asked for.
/// </summary>
internal sealed class Village : IAsyncDisposable
{
    /// <summary>Stands in every text of the other organisation.</summary>
    public const string Foreign = "zebrafish";

    private static int _n;

    private readonly Gatekeeper _gate;

    private Village(Office office, bool guarded)
    {
        Office = office;
        // A guard that is not asked says nothing.
        office.IsJudgedAgain = guarded;
        var world = office.Site.WorldOf(Realm.Production);
        var guards = GuardList.InOrder(world.Memory, office.Time).Where(g => guarded || g is not TaintGuard);
        _gate = new(office.Site.Catalogue, [.. guards], new SqlLedger(world.Database, world.Sealer, world.Runs), office.Time);
    }

    public Office Office { get; }
    public string Contact { get; private set; } = "";
    public string Stranger { get; private set; } = "";
    public string Lead { get; private set; } = "";
    public string Account { get; private set; } = "";
    public string Deal { get; private set; } = "";
    public string Thread { get; private set; } = "";
    public string Document { get; private set; } = "";
    public IReadOnlyList<string> Elsewhere { get; private set; } = [];

    public static async Task<Village> Open(string? database = null, bool guarded = true, bool golden = false)
    {
        Village village = new(await Office.Open(database), guarded);
        await village.Fill(golden);
        return village;
    }

    /// <summary>An agent that nobody has seen before, on behalf of the representative.</summary>
    public Principal Agent() => Office.Agent with { Agent = Ids.Fresh("agt", Office.Time.GetUtcNow()), Expires = DateTimeOffset.MaxValue };

    /// <summary>A call through the guards of this village.</summary>
    public async Task<Outcome> Pass(Principal by, string action, object arguments)
    {
        var now = Office.Time.GetUtcNow();
        return await _gate.Pass(
            new()
            {
                Id = Ids.Fresh("call", now),
                By = by,
                Door = Door.Mcp,
                Action = action,
                Arguments = JsonSerializer.SerializeToElement(arguments),
                At = now,
                Seed = Randomness.Bytes(32),
                Run = await Office.Site.WorldOf(Realm.Production).Runs.Of(by, now, default),
            },
            default
        );
    }

    /// <summary>The answer of a call as text, whatever came of it.</summary>
    public async Task<string> Say(Principal by, string action, object arguments)
    {
        var outcome = await Pass(by, action, arguments);
        return outcome.Refusal is { } refusal
            ? $"{refusal.Code}: {refusal.Why} {refusal.Do} {string.Join(", ", refusal.Candidates ?? [])}"
            : Encoding.UTF8.GetString(outcome.Json.Span);
    }

    /// <summary>What a model must not change by itself: whatever is outside, and who has what and may do what.</summary>
    public async Task<string> Fingerprint()
    {
        var text = new StringBuilder();
        await using var view = await Office.Site.WorldOf(Realm.Production).Database.Read(Office.Admin.Tenant, default);
        foreach (var sql in Watched)
        {
            foreach (var row in await view.Session.Query<Line>(sql, ("tenant", Office.Admin.Tenant)))
                text.Append(row.Id).Append(' ').Append(row.State).Append('\n');
        }
        return text.ToString();
    }

    private static readonly string[] Watched =
    [
        "SELECT id, channel || ' ' || recipient AS state FROM outbox WHERE tenant = @tenant ORDER BY id",
        "SELECT id, stage_id || status || COALESCE(owner_id, '') || COALESCE(merged_into, '') AS state FROM opportunities WHERE tenant = @tenant AND provenance <> 'derived' ORDER BY id",
        "SELECT id, COALESCE(email, '') || COALESCE(phone, '') || lifecycle || status || COALESCE(owner_id, '') || COALESCE(merged_into, '') AS state FROM contacts WHERE tenant = @tenant AND provenance <> 'derived' ORDER BY id",
        "SELECT id, COALESCE(domain, '') || COALESCE(phone, '') || COALESCE(owner_id, '') || COALESCE(merged_into, '') AS state FROM accounts WHERE tenant = @tenant AND provenance <> 'derived' ORDER BY id",
        "SELECT id, outbound || COALESCE(guardrails, '') AS state FROM organisations WHERE tenant = @tenant",
        "SELECT id, status AS state FROM agents WHERE tenant = @tenant ORDER BY id",
        "SELECT id, role || status AS state FROM users WHERE tenant = @tenant ORDER BY id",
        "SELECT id, status AS state FROM approvals WHERE tenant = @tenant AND status <> 'pending' ORDER BY id",
        "SELECT id, code AS state FROM standing_approvals WHERE tenant = @tenant ORDER BY id",
        "SELECT id, state FROM consents WHERE tenant = @tenant ORDER BY id",
    ];

    /// <summary>Somebody outside writes into the organisation.</summary>
    public async Task Plant(Surface surface, string text)
    {
        await Execute(surface.Sql, ("text", text));
    }

    /// <summary>Everything that came from outside goes away.</summary>
    public async Task Clear()
    {
        foreach (var sql in Surface.Clean)
            await Execute(sql);
    }

    private async Task Fill(bool golden)
    {
        var (admin, rep) = (Office.Admin, Office.Rep);
        if (!golden)
            await Office.Ask(admin, "approvals.configure", Measures.NothingWaits);
        await Office.Ask(admin, "limits.set", Measures.NothingIsLimited);
        await Execute(
            "UPDATE organisations SET providers = @all WHERE tenant = @tenant",
            ("all", """{"email":"sink","sms":"sink","call":"sink"}""")
        );
        await Office.Ask(admin, "outbound.on", new { reason = "for the harness" });
        Account = Seed.IdIn(await Office.Ask(rep, "accounts.create", new { name = "Riverstone", domain = "riverstone.example" }), "acc");
        Contact = await Person("Carla Ruiz", "carla@riverstone.example", "+15550101");
        Stranger = await Person("Dan Poe", "dan@riverstone.example", "+15550102");
        Lead = Seed.IdIn(await Office.Ask(rep, "leads.create", new { name = "Lea Web", email = "lea@web.example" }), "con");
        Deal = Seed.IdIn(
            await Office.Ask(
                rep,
                "opportunities.create",
                new
                {
                    name = "Ovens",
                    account_id = Account,
                    contact_id = Contact,
                    amount = 5000,
                }
            ),
            "opp"
        );
        await Office.Ask(rep, "notes.create", new { record_id = Deal, body = "Likes blue." });
        await Office.Ask(
            rep,
            "activities.log",
            new
            {
                record_id = Deal,
                kind = "call",
                subject = "Call",
                body = "Spoke.",
            }
        );
        var sent = await Office.Ask(
            rep,
            "email.send",
            new
            {
                contact_id = Contact,
                subject = "Hello",
                body = "Hi Carla",
            }
        );
        Thread = Seed.IdIn(sent, "cnv");
        Document = Ids.Fresh("doc", Office.Time.GetUtcNow());
        await Execute(
            "INSERT INTO documents (id, tenant, version, name, kind, media_type, size, sha256, text, bytes, provenance, created_at, updated_at) "
                + "VALUES (@id, @tenant, 1, 'Plan', 'other', 'text/plain', 1, 'x', 'Ovens', @bytes, 'person', 1, 1)",
            ("id", Document),
            ("bytes", "x"u8.ToArray())
        );
        await Execute(
            "INSERT INTO messages (id, tenant, version, conversation_id, contact_id, direction, sender, recipient, subject, body, status, at, provenance, created_at, updated_at) "
                + "SELECT @id, tenant, 1, conversation_id, contact_id, 'out', recipient, sender, 'Re: Hello', 'Ours', 'received', at + 1, 'person', created_at, updated_at FROM messages WHERE tenant = @tenant",
            ("id", Ids.Fresh("msg", Office.Time.GetUtcNow()))
        );
        await Neighbour();
        Office.Time.Pass(TimeSpan.FromMinutes(10));
    }

    private async Task Neighbour()
    {
        var made = await Office.Site.CreateOrganisation(
            JsonSerializer.SerializeToElement(new { name = $"{Foreign} Ltd", email = $"ada@{Foreign}.example" }),
            Door.Cli,
            default
        );
        var token = JsonElement.Parse(made.Json.Span).GetProperty("person_token").GetString()!;
        var other = (await Office.Site.Credentials.Verify(token, default))!.By;
        var contact = await Office.Ask(other, "contacts.create", new { name = $"Zoe {Foreign}", email = $"zoe@{Foreign}.example" });
        var deal = await Office.Ask(other, "opportunities.create", new { name = $"{Foreign} deal" });
        Elsewhere = [Seed.IdIn(contact, "con"), Seed.IdIn(deal, "opp")];
    }

    private async Task<string> Person(string name, string email, string phone) =>
        Seed.IdIn(
            await Office.Ask(
                Office.Rep,
                "contacts.create",
                new
                {
                    name,
                    email,
                    phone,
                    account_id = Account,
                    owner = "me",
                }
            ),
            "con"
        );

    /// <summary>A number that is new each time, so that no call repeats another.</summary>
    public static int Next() => Interlocked.Increment(ref _n);

    public Task Execute(string sql, params (string Name, object? Value)[] values) =>
        Office
            .Site.WorldOf(Realm.Production)
            .Database.Write(
                Office.Admin.Tenant,
                async session =>
                {
                    await session.Execute(sql, [("tenant", Office.Admin.Tenant), .. values]);
                    return new(Applied.Done);
                }
            );

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    private sealed class Line
    {
        public string Id { get; init; } = "";
        public string? State { get; init; }
    }
}

using Headgate.Gate;
using Headgate.Tests.Approvals;
using Headgate.Tests.Running;

namespace Headgate.Tests.Replaying;

/// <summary>What an agent and its people do all day: reads, writes and everything that a guard says no to.</summary>
internal sealed class Day(Office office, int seed = 20261122)
{
    private readonly Random _random = new(seed);
    private readonly List<string> _contacts = [];
    private readonly List<string> _deals = [];
    private string _account = "";
    private int _n;

    private Principal Agent => office.Agent with { Expires = DateTimeOffset.MaxValue };

    /// <summary>What the day begins with.</summary>
    public async Task Begin()
    {
        await office.Ask(office.Admin, "approvals.configure", Measures.NothingWaits);
        await office.Ask(office.Admin, "limits.set", Measures.NothingIsLimited);
        await office.Execute(
            """UPDATE organisations SET providers = '{"email":"sink","sms":"sink","call":"sink"}' WHERE tenant = @tenant"""
        );
        var made = await office.Ask(office.Rep, "accounts.create", new { name = "Lumen Bakery", domain = "lumen.example" });
        _account = made.GetProperty("account").GetProperty("id").GetString()!;
        foreach (var i in Enumerable.Range(0, 3))
        {
            var contact = await office.Ask(
                office.Rep,
                "contacts.create",
                new { name = $"Zoe{i} Anders{i}", email = $"zoe{i}@lumen{i}.example" }
            );
            _contacts.Add(contact.GetProperty("contact").GetProperty("id").GetString()!);
            var deal = await office.Ask(
                office.Rep,
                "opportunities.create",
                new
                {
                    name = $"Oven {i}",
                    account_id = _account,
                    amount = 1000,
                }
            );
            _deals.Add(deal.GetProperty("opportunity").GetProperty("id").GetString()!);
        }
    }

    /// <summary>So many calls.</summary>
    public async Task Pass(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            if (++_n % 97 == 0)
                office.Time.Pass(TimeSpan.FromSeconds(7));
            await One(_random.Next(24));
        }
    }

    // A policy that asks for the history of a deal has a new version now and then.
    public Task Rule(int version) =>
        office.Ask(
            office.Admin,
            "policies.save",
            new
            {
                name = "many_notes",
                when = $"call.action == 'notes.create' && plan.size > {version + 50}",
                effect = "deny",
                message = "Too much at once.",
                mode = "on",
                examples = new object[]
                {
                    new
                    {
                        call = new { action = "notes.create" },
                        plan = new { size = version + 51 },
                        applies = true,
                    },
                    new { call = new { action = "notes.create" }, applies = false },
                },
            }
        );

    private async Task One(int kind)
    {
        var (contact, deal) = (_contacts[_n % 3], _deals[_n % 3]);
        _ = kind switch
        {
            0 => await Agents("notes.create", new { record_id = contact, body = $"Note {_n}" }),
            1 => await Agents(
                "tasks.create",
                new
                {
                    title = $"Task {_n}",
                    due_at = "2030-01-01",
                    record_id = deal,
                }
            ),
            2 => await Agents("opportunities.move_stage", new { id = deal, stage = _n % 2 == 0 ? "Proposal" : "Negotiation" }),
            3 => await Agents("contacts.create", new { name = "Zoe", email = "zoe1@lumen1.example" }),
            4 => await Agents("email.send", Mail(contact)),
            5 => await Agents("contacts.update", new { id = contact, title = $"Title {_n}" }),
            6 => await Agents("contacts.update", new { id = contact, titel = "x" }),
            7 => await Agents("contacts.get", new { id = Ids.Fresh("con", office.Time.GetUtcNow()) }),
            8 => await Agents("users.invite", new { name = "Eve", email = "eve@x.example" }),
            9 => await Agents("no.such", new { }),
            10 => await Agents("notes.create", new { record_id = contact, body = "card 4111 1111 1111 1111" }),
            11 => await Agents(
                "notes.create",
                new
                {
                    record_id = contact,
                    body = $"Dry {_n}",
                    dry_run = true,
                }
            ),
            12 => await office.Pass(Agent, "notes.create", new { record_id = contact, body = $"Keyed {_n % 4}" }, $"key {_n % 8}"),
            13 => await office.Pass(office.Rep, "contacts.update", new { id = contact, city = $"City {_n % 5}" }),
            14 => await office.Pass(office.Rep, "outbound.off", new { reason = "to be sure" }),
            15 => await Agents("records.delete", new { id = contact }),
            _ => await Agents(
                kind % 2 == 0 ? "contacts.list" : "contacts.search",
                kind % 2 == 0 ? new { limit = 2 } : new { query = "Zoe" }
            ),
        };
    }

    private ValueTask<Outcome> Agents(string action, object arguments) => office.Pass(Agent, action, arguments);

    private object Mail(string contact) =>
        new
        {
            contact_id = contact,
            subject = $"Ovens {_n}",
            body = "We have ovens.",
        };
}

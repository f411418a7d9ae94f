using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Subjects;

public abstract partial class ErasureTests
{
    // What an agent's week leaves of a person: records, texts of others, searches, refusals, held calls, merges, edits.
    private async Task<string> LeaveTraces()
    {
        var by = _office.Agent;
        var person = Id(
            await Do(
                "contacts.create",
                new
                {
                    name = "Žoraida Quillfeather",
                    email = "zq@quill.example",
                    phone = "+15550142857",
                    account_id = _account,
                }
            ),
            "contact"
        );
        await Do("contacts.update", new { id = person, description = "Loves Zwetschge cake" });
        await Do("contacts.update", new { id = person, description = "Žoraida moved" });
        var twin = Id(await Do("contacts.create", new { name = "Žoraida Umbersmith", email = "zq@umbersmith.example" }), "contact");
        await Do("notes.create", new { record_id = _account, body = "Called Žoraida Quillfeather about it" });
        await Do("notes.create", new { record_id = person, body = @"Žoraida said Zwetschge, see C:\users" });
        await Do(
            "activities.log",
            new
            {
                record_id = person,
                kind = "call",
                subject = "Žoraida Quillfeather called",
                body = "about Zwetschge",
            }
        );
        await Do(
            "tasks.create",
            new
            {
                record_id = person,
                title = "Call Žoraida",
                due_at = "2030-01-01",
            }
        );
        await Do(
            "email.draft",
            new
            {
                contact_id = person,
                subject = "Dear Žoraida",
                body = "Zwetschge?",
            }
        );
        await Do(
            "opportunities.create",
            new
            {
                name = "Žoraida Quillfeather renewal",
                account_id = _account,
                contact_id = person,
            }
        );
        await Do("contacts.search", new { query = "Žoraida Quillfeather" });
        await _office.Pass(by, "contacts.create", new { name = "Z Quillfeather", email = "zq@quill.example" });
        await _office.Ask(_office.Admin, "approvals.configure", new { contacts = true });
        _office.Time.Pass(TimeSpan.FromMinutes(2));
        await _office.Held("contacts.create", new { name = "Žoraida Quillfeather", email = "zq2@elsewhere.example" });
        await _office.Pass(by, "contacts.create", new { name = "Žoraida Quillfeather", email = "zq@umbersmith.example" });
        var merge = await _office.Held("records.merge", new { survivor = person, merged = new[] { twin } });
        Assert.Null((await _office.Approve(merge)).Refusal);
        return person;
    }

    // Slowly, as the limits on creates demand.
    private Task<JsonElement> Do(string action, object arguments)
    {
        _office.Time.Pass(TimeSpan.FromSeconds(20));
        return _office.Ask(_office.Agent, action, arguments);
    }

    // Everything sealed that a key of the database still opens, by whoever has the master key too.
    private async Task<IReadOnlyList<string>> Opened()
    {
        var world = _office.Site.WorldOf(Realm.Production);
        var tenant = _office.Admin.Tenant;
        List<string> opened = [];
        await using var view = await world.Database.Read(tenant, CancellationToken.None);
        foreach (
            var row in await view.Session.Query<RecordedCall>(
                "SELECT seq, event_id, at, action, actor, ended, said, subjects, sealed FROM recorded_calls WHERE tenant = @tenant",
                ("tenant", tenant)
            )
        )
        {
            var keys = await world.Sealer.KeysOf(view.Session, tenant, row.Subjects.Split(' '));
            // Texts of others that named the person stay sealed as they were until their time is up.
            if (row.Action is "notes.create" or "opportunities.create" && row.Subjects == tenant)
                continue;
            if (RecordedCalls.Unsealed(row, tenant, keys) is { } plain)
                opened.Add(Encoding.UTF8.GetString(plain));
        }
        foreach (
            var row in await view.Session.Query<Sealed>(
                "SELECT subject, sealed AS bytes FROM before_images WHERE tenant = @tenant UNION ALL SELECT subject, sealed AS bytes FROM approvals WHERE tenant = @tenant",
                ("tenant", tenant)
            )
        )
            if (await world.Sealer.Unseal(view.Session, tenant, row.Subject, row.Bytes) is { } plain)
                opened.Add(Encoding.UTF8.GetString(plain));
        return opened;
    }

    // What an agent may have asked for, by names from a list: as plain hashes and under every key that is left.
    private async Task<IReadOnlyList<string>> Attack(IReadOnlyList<string> guesses)
    {
        var world = _office.Site.WorldOf(Realm.Production);
        var tenant = _office.Admin.Tenant;
        await using var view = await world.Database.Read(tenant, CancellationToken.None);
        var leaves = await view.Session.Query<Leaf>("SELECT body AS bytes FROM audit_events WHERE tenant = @tenant", ("tenant", tenant));
        var seen = string.Concat(leaves.Select(l => Encoding.UTF8.GetString(l.Bytes)));
        var keys = await view.Session.Query<Wrapped>(
            "SELECT id, wrapped AS bytes FROM commitment_keys WHERE tenant = @tenant",
            ("tenant", tenant)
        );
        List<string> found = [];
        foreach (var guess in guesses)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"query":"{{guess}}"}"""));
            if (seen.Contains(Convert.ToHexStringLower(hash), StringComparison.Ordinal))
                found.Add(guess);
            foreach (var key in keys)
                if (
                    seen.Contains(
                        new CommitmentKey(key.Id, world.Sealer.Unwrap(tenant, key.Id, key.Bytes)).To(hash),
                        StringComparison.Ordinal
                    )
                )
                    found.Add(guess);
        }
        return found;
    }

    private static IReadOnlyList<string> Guesses(int many)
    {
        string[] first = ["Ada", "Ben", "Žoraida", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo"];
        return [.. Enumerable.Range(0, many).Select(n => n == many / 2 ? "Žoraida Quillfeather" : $"{first[n % 10]} Name{n}")];
    }

    private sealed class Sealed
    {
        public string Subject { get; init; } = "";

        public byte[] Bytes { get; init; } = [];
    }

    private sealed class Leaf
    {
        public byte[] Bytes { get; init; } = [];
    }

    private sealed class Wrapped
    {
        public string Id { get; init; } = "";
        public byte[] Bytes { get; init; } = [];
    }
}

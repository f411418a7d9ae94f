using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Features.Calendars;
using Headgate.Features.Conversations;
using Headgate.Features.Documents;
using Headgate.Features.Lenders;
using Headgate.Features.Tags;
using Headgate.Gate;

namespace Headgate.Tests.Running;

/// <summary>Organisations to begin with. Their word is in every text of theirs.</summary>
internal static class Seed
{
    /// <summary>The first id of a kind in an answer.</summary>
    public static string IdIn(JsonElement answer, string prefix) =>
        answer.ValueKind switch
        {
            JsonValueKind.Object => answer.EnumerateObject().Select(p => IdIn(p.Value, prefix)).FirstOrDefault(i => i.Length > 0, ""),
            JsonValueKind.String when Ids.Is(answer.GetString()!, prefix) => answer.GetString()!,
            _ => "",
        };

    /// <summary>An organisation with one of everything.</summary>
    public static async Task<Pool> Found(Books books, string word)
    {
        var pool = await Begin(books, word);
        await Fill(books, pool);
        return pool;
    }

    /// <summary>An organisation with nobody but its administrator.</summary>
    public static async Task<Pool> Begin(Books books, string word)
    {
        Principal by = new()
        {
            Tenant = Ids.Fresh("org", books.Time.GetUtcNow()),
            Person = Ids.Fresh("usr", books.Time.GetUtcNow()),
            PersonName = $"Ada {word}",
            Role = Role.Admin,
            Scopes = Scope.All,
            Credential = "bootstrap",
        };
        var made = await books.Ask(
            by,
            "orgs.create",
            new
            {
                name = $"{word} Ltd",
                email = $"ada@{word}.example",
                person = $"Ada {word}",
            }
        );
        await books.Ask(by, "approvals.configure", Measures.NothingWaits);
        await books.Ask(by, "limits.set", Measures.NothingIsLimited);
        await books.Ask(by, "policies.disable", Measures.StagesMoveFreely);
        Pool pool = new(word, by, made.GetProperty("person_token").GetString()!);
        pool.Add(by.Tenant);
        pool.Add(by.Person);
        return pool;
    }

    private static async Task Fill(Books books, Pool pool)
    {
        var (word, by) = (pool.Word, pool.Admin);
        await AddPeople(books, pool);
        await AddRecords(books, pool);
        await AddRest(books, pool);
        await books.Execute(
            by.Tenant,
            "UPDATE organisations SET providers = @all, guidance = @word, icp = @word, qualified = @word WHERE tenant = @tenant",
            ("all", """{"email":"sink","sms":"sink","call":"sink"}"""),
            ("word", $"{word} sells to grocers.")
        );
        await books.Execute(by.Tenant, "UPDATE contacts SET birth_date = @secret WHERE tenant = @tenant", ("secret", Books.Secret));
        await books.Execute(by.Tenant, "UPDATE users SET phone = '+15550100' WHERE tenant = @tenant");
        pool.Add(IdIn(await books.Ask(by, "imports.begin", new { kind = "accounts", fingerprint = new string('0', 64) }), "job"));
        await Waiting.Message(books, pool);
        pool.Add(await Waiting.Lead(books, pool));
        foreach (var one in (await books.Ask(by, "audit.search", new { limit = 5 })).GetProperty("items").EnumerateArray())
        {
            pool.Add(one.GetProperty("id").GetString()!);
            pool.Add(one.GetProperty("run").GetString()!);
        }
    }

    private static async Task AddPeople(Books books, Pool pool)
    {
        var word = pool.Word;
        var ben = JsonElement.Parse($$"""{"name":"Ben {{word}}","email":"ben@{{word}}.example","role":"rep"}""");
        Note(pool, await books.Ask(pool.Admin, "users.invite", ben));
        pool.Add(await Factors.Passkey(books, pool.Admin with { Person = pool.Of("usr")[^1] }, word));
        pool.Add((await books.Ask(pool.Admin, "users.sessions", new { })).GetProperty("items")[0].GetProperty("id").GetString()!);
        Note(pool, await books.Ask(pool.Admin, "agents.create", new { name = $"{word} agent", scopes = new[] { "mcp:read" } }));
        var key = new
        {
            name = $"{word} warehouse",
            keys = Samples.PublicKey,
            scopes = new[] { "mcp:read" },
        };
        pool.Add((await books.Ask(pool.Admin, "clients.register", key)).GetProperty("client_id").GetString()!);
        var provider = JsonElement.Parse($$"""{"name":"{{word}}","issuer":"https://id.example","client":"headgate"}""");
        Note(pool, await books.Ask(pool.Admin, "providers.configure", provider));
        await books.Plan(
            pool.Admin,
            call =>
                new Plan().Insert(Tag.Kind, pool.Add(call.NewId("tag")), [("name", word == Books.OurWord ? "vip" : word), .. Clocks(call)])
        );
    }

    private static async Task AddRecords(Books books, Pool pool)
    {
        var (word, by) = (pool.Word, pool.Admin);
        for (var i = 0; i < 3; i++)
        {
            var account = Note(
                pool,
                await books.Ask(
                    by,
                    "accounts.create",
                    new
                    {
                        name = $"{word} Foods {i}",
                        domain = $"{word}{i}.example",
                        owner = "me",
                    }
                )
            );
            var contact = Note(
                pool,
                await books.Ask(
                    by,
                    "contacts.create",
                    new
                    {
                        name = $"Carla {word} {i}",
                        email = $"carla{i}@{word}.example",
                        phone = $"+1555010{i}",
                        account_id = account,
                        owner = "me",
                    }
                )
            );
            var deal = Note(
                pool,
                await books.Ask(
                    by,
                    "opportunities.create",
                    new
                    {
                        name = $"{word} deal {i}",
                        account_id = account,
                        contact_id = contact,
                        amount = 40000,
                        owner = "me",
                    }
                )
            );
            Note(
                pool,
                await books.Ask(
                    by,
                    "tasks.create",
                    new
                    {
                        title = $"Call {word} {i}",
                        due_at = "2027-01-04",
                        record_id = deal,
                    }
                )
            );
            Note(pool, await books.Ask(by, "notes.create", new { record_id = deal, body = $"{word} wants more {i}" }));
            Note(
                pool,
                await books.Ask(
                    by,
                    "activities.log",
                    new
                    {
                        record_id = deal,
                        kind = "visit",
                        subject = $"Met {word} {i}",
                    }
                )
            );
            Note(
                pool,
                await books.Ask(
                    by,
                    "email.draft",
                    new
                    {
                        contact_id = contact,
                        subject = $"{word} {i}",
                        body = $"Dear {word}",
                    }
                )
            );
        }
    }

    private static Task AddRest(Books books, Pool pool) =>
        books.Plan(
            pool.Admin,
            call =>
            {
                var (word, at) = (pool.Word, call.At.ToUnixTimeMilliseconds());
                var (account, deal, contact) = (pool.One("acc"), pool.One("opp"), pool.One("con"));
                var bytes = Encoding.UTF8.GetBytes($"{word} rates for grocers");
                var (lender, thread) = (pool.Add(call.NewId("lnd")), pool.Add(call.NewId("cnv")));
                var plan = new Plan()
                    .Insert(Lender.Kind, lender, [("name", $"{word} Bank"), ("currency", "USD"), .. Clocks(call)])
                    .Insert(
                        Submission.Kind,
                        pool.Add(call.NewId("sub")),
                        [("opportunity_id", deal), ("lender_id", lender), ("status", "sent"), .. Clocks(call)]
                    )
                    .Insert(
                        Document.Kind,
                        pool.Add(call.NewId("doc")),
                        [
                            ("name", $"{word} rates.txt"),
                            ("kind", "rates"),
                            ("media_type", "text/plain"),
                            ("size", (long)bytes.Length),
                            ("sha256", Convert.ToHexStringLower(SHA256.HashData(bytes))),
                            ("text", $"{word} rates for grocers"),
                            ("bytes", bytes),
                            ("provenance", "person"),
                            .. Clocks(call),
                        ]
                    )
                    .Insert(
                        Conversation.Kind,
                        thread,
                        [
                            ("channel", "email"),
                            ("subject", $"{word} question"),
                            ("contact_id", contact),
                            ("account_id", account),
                            ("owner_id", pool.Admin.Person),
                            ("status", "open"),
                            ("last_at", at),
                            ("last_direction", "in"),
                            ("home", "headgate"),
                            .. Clocks(call),
                        ]
                    )
                    .Insert(
                        ConversationMessage.Kind,
                        pool.Add(call.NewId("msg")),
                        [
                            ("conversation_id", thread),
                            ("contact_id", contact),
                            ("direction", "in"),
                            ("body", $"{word} asks"),
                            ("status", "received"),
                            ("at", at),
                            ("provenance", "email"),
                            .. Clocks(call),
                        ]
                    )
                    .Insert(
                        CashFlow.Kind,
                        pool.Add(call.NewId("cfl")),
                        [
                            ("account_id", account),
                            ("month", "2026-01"),
                            ("deposits_minor", 9_000_000L),
                            ("withdrawals_minor", 8_000_000L),
                            ("average_balance_minor", 500_000L),
                            ("negative_days", 1L),
                            ("positions", 1L),
                            ("currency", "USD"),
                            .. Clocks(call),
                        ]
                    );
                return plan;
            }
        );

    private static string Note(Pool pool, JsonElement answer)
    {
        var first = answer.EnumerateObject().First().Value;
        return pool.Add((first.ValueKind == JsonValueKind.Object ? first.GetProperty("id") : first).GetString()!);
    }

    private static IEnumerable<(string, object?)> Clocks(Call call) =>
        [("created_at", call.At.ToUnixTimeMilliseconds()), ("updated_at", call.At.ToUnixTimeMilliseconds())];
}

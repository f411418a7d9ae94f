using Headgate.Crash;
using Headgate.Features.Contacts;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Store;

public abstract partial class StoreTests
{
    private static readonly string[] Vocabulary =
    [
        "james",
        "smith",
        "smithson",
        "smi",
        "smit",
        "maria",
        "mariana",
        "zoe",
        "4711",
        "47110",
        "471",
        "łos",
        "example",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_newest_win_when_more_are_found_than_are_ranked(bool packed)
    {
        await Many(Ours, 700, i => ("Common " + i, null));
        if (packed)
            await Pack(Ours);
        Assert.Equal(Enumerable.Range(600, 100).Reverse().Select(i => "Common " + i), await Named(Ours, "common", 100));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_has_the_whole_name_is_found_among_very_many_newer_ones(bool packed)
    {
        await Many(Ours, 1, _ => ("James Smith", "old@example.com"));
        await Many(Ours, 700, i => ("Smith James " + i, null));
        await Many(Ours, 1, _ => ("James", null));
        await Many(Ours, 400, i => ("James Stone " + i, null));
        if (packed)
            await Pack(Ours);
        Assert.Equal("James Smith", (await Named(Ours, "james SMITH", 20))[0]);
        Assert.Equal("James", (await Named(Ours, "James", 20))[0]);
    }

    [Fact]
    public async Task An_address_is_found_among_very_many_newer_ones_that_hold_its_words()
    {
        var id = await Created(Ours, new { name = "Somebody", email = "anna@mail.example" });
        await Many(Ours, 400, i => ("Anna Mail Example " + i, null));
        await Pack(Ours);
        Assert.Equal(id, (await Found(Ours, "Anna@mail.example"))[0]);
        Assert.Empty(await Found(Theirs, "anna@mail.example"));
    }

    [Fact]
    public async Task The_one_record_that_holds_two_common_words_is_found_however_old()
    {
        await Many(Ours, 1, _ => ("Smith or John", null));
        await Many(Ours, 2000, i => (i % 2 == 0 ? "John" : "Smith", null));
        await Pack(Ours);
        await Skip(Ours, 40_000);
        await Many(Ours, 2000, i => (i % 2 == 0 ? "John" : "Smith", null));
        await Pack(Ours);
        await Many(Ours, 500, i => (i % 2 == 0 ? "John" : "Smith", null));
        Assert.Equal(["Smith or John"], await Named(Ours, "john smith", 20));
        Assert.Equal(["Smith or John"], await Named(Ours, "john smi", 20));
    }

    // Against the plain rule, over blocks, records that moved and records that wait.
    [Fact]
    public async Task Every_search_finds_what_holds_its_words_and_nothing_else()
    {
        var random = new Random(20261122);
        string Name() => string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]));
        await Many(Theirs, 50, _ => (Name(), null));
        for (var round = 0; round < 4; round++)
        {
            await Many(Ours, 60, _ => (Name(), null));
            await Rename(Ours, random.GetItems((await Contacts(Ours)).ToArray(), 25), Name);
            if (round < 3)
                await Pack(Ours);
            if (round < 2)
                await Skip(Ours, (round + 1) * 20_000L);
        }
        await Pack(Theirs);
        var present = await Contacts(Ours);
        var held = 0;
        foreach (var query in Queries(random))
        {
            var words = Words.Of(query);
            var last = words[^1];
            var expected = present
                .Where(c => Words.Of(c.Name) is var has && words.SkipLast(1).All(has.Contains) && has.Any(w => Fits(w, last)))
                .Select(c => c.Seq)
                .OrderDescending();
            await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
            var found = await SearchIndex.Find(view.Session, Ours.Tenant, Contact.Kind, query);
            Assert.Equal(expected, found.OrderDescending());
            held += found.Count;
        }
        Assert.True(held > 1000, $"Only {held} were found.");
    }

    [Fact]
    public async Task Words_are_packed_when_many_wait()
    {
        await Many(Ours, 4200, i => ("Common " + i, null));
        Assert.Equal(0, await Count(Ours, "search_fresh"));
        Assert.Equal(["Common 17"], await Named(Ours, "common 17", 1));
        await Many(Ours, 10, i => ("Later " + i, null));
        Assert.Equal(10, await Count(Ours, "search_fresh"));
    }

    [Fact]
    public async Task Packing_while_others_write_loses_nobody()
    {
        using CancellationTokenSource done = new();
        var packing = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                await Pack(Ours);
        });
        var ids = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        var id = await Created(Ours, new { name = $"Before{i} Common" });
                        await Answered(Ours.Ask("contacts.update", new { id, name = $"After{i} Common" }));
                        return id;
                    })
                )
        );
        await done.CancelAsync();
        await packing;
        await Pack(Ours);
        for (var i = 0; i < ids.Length; i++)
        {
            Assert.Equal([ids[i]], await Found(Ours, $"after{i} common"));
            Assert.Empty(await Found(Ours, $"before{i} common"));
        }
    }

    private static bool Fits(string word, string last) =>
        word == last || last.Length >= 3 && word.StartsWith(last, StringComparison.Ordinal);

    private static IEnumerable<string> Queries(Random random)
    {
        string[] beginnings =
        [
            "sm",
            "smi",
            "smit",
            "smith",
            "smiths",
            "mar",
            "mari",
            "maria",
            "marian",
            "jam",
            "471",
            "4711",
            "exampl",
            "zzz",
        ];
        foreach (var last in (string[])[.. Vocabulary, .. beginnings])
        {
            yield return last;
            for (var i = 0; i < 4; i++)
                yield return $"{Vocabulary[random.Next(Vocabulary.Length)]} {last}";
            yield return $"{Vocabulary[random.Next(Vocabulary.Length)]} {Vocabulary[random.Next(Vocabulary.Length)]} {last}";
        }
    }

    private async Task<List<(long Seq, string Id, long Version, string Name)>> Contacts(Company company) =>
        [
            .. (await Rows<ContactRow>(company, "SELECT seq, id, version, name FROM contacts WHERE tenant = @tenant")).Select(c =>
                (c.Seq, c.Id, c.Version, c.Name)
            ),
        ];

    // Straight into the store: the gate would take a minute for as many.
    private async Task Many(Company company, int count, Func<int, (string Name, string? Email)> contact)
    {
        List<Change> changes = [];
        for (var i = 0; i < count; i++)
        {
            var (name, email) = contact(i);
            changes.Add(
                new(
                    Contact.Kind,
                    Ids.Fresh("con", Time.GetUtcNow()),
                    Verb.Insert,
                    [new("name", null, name), new("email", null, email)],
                    null
                )
            );
        }
        await company.Database.Write(
            company.Tenant,
            async session =>
            {
                foreach (var change in changes)
                    await session.Execute(
                        """
                        INSERT INTO contacts (id, tenant, version, name, email, lifecycle, status, home, provenance, created_at, updated_at)
                        VALUES (@id, @tenant, 1, @name, @email, 'lead', 'new', 'headgate', 'person', 1, 1)
                        """,
                        ("id", change.Id),
                        ("tenant", company.Tenant),
                        ("name", change.Fields[0].To),
                        ("email", change.Fields[1].To)
                    );
                await SearchIndex.Put(session, company.Tenant, Contact.Kind, changes, SearchIndex.LinesOf(Contact.Kind, changes));
                return new(Applied.Done);
            }
        );
    }

    private static async Task Rename(
        Company company,
        IEnumerable<(long Seq, string Id, long Version, string Name)> contacts,
        Func<string> name
    )
    {
        foreach (var contact in contacts.DistinctBy(c => c.Id))
            await Answered(company.Ask("contacts.update", new { id = contact.Id, name = name() }));
    }

    private static Task<Committed> Pack(Company company) =>
        company.Database.Write(
            company.Tenant,
            async session =>
            {
                if (await SearchBlocks.Take(session, company.Tenant, Contact.Kind) is { } blocks)
                    await blocks.Pack();
                return new(Applied.Done);
            }
        );

    // The next record has a number past this one: another block.
    private static Task<Committed> Skip(Company company, long past) =>
        company.Database.Dialect == Dialect.Postgres
            ? Write(company, "SELECT setval(pg_get_serial_sequence('contacts', 'seq'), @past), @tenant", ("past", past))
            : Write(
                company,
                """
                INSERT INTO contacts (seq, id, tenant, version, name, lifecycle, status, home, provenance, created_at, updated_at)
                VALUES (@past, 'con_skip' || @past, 'nobody' || substr(@tenant, 1, 0), 1, 'Nobody', 'lead', 'new', 'headgate', 'person', 1, 1)
                """,
                ("past", past)
            );

    private static async Task<List<string>> Named(Company company, string query, int limit) =>
        [
            .. (await Answered(company.Ask("contacts.search", new { query, limit })))
                .GetProperty("items")
                .EnumerateArray()
                .Select(c => c.GetProperty("name").GetString()!),
        ];
}

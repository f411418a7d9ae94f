using System.Text.Json;
using Headgate.Crash;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Store;

public abstract partial class StoreTests
{
    [Theory]
    [InlineData("zoe")]
    [InlineData("Zoë")]
    [InlineData("MÜLLER zoe")]
    [InlineData("mul")]
    [InlineData("acme mull")]
    [InlineData("zoe.m@example.com")]
    public async Task A_contact_is_found_by_its_words_without_accents_and_by_the_beginning_of_the_last(string query)
    {
        var id = await Created(
            Ours,
            new
            {
                name = "Zoë Müller",
                email = "zoe.m@example.com",
                company = "Acme, Inc.",
            }
        );
        await Created(Ours, new { name = "Bob Stone" });
        await Created(
            Theirs,
            new
            {
                name = "Zoë Müller",
                email = "zoe.m@example.com",
                company = "Acme, Inc.",
            }
        );
        Assert.Equal([id], await Found(Ours, query));
    }

    [Theory]
    [InlineData("ulle")]
    [InlineData("muller bob")]
    [InlineData("mulle zoe")]
    [InlineData("***")]
    [InlineData("\" OR 1 --")]
    [InlineData("zo")]
    public async Task A_contact_is_not_found_by_what_it_does_not_hold(string query)
    {
        await Created(Ours, new { name = "Zoë Müller" });
        await Created(Ours, new { name = "Bob Stone" });
        Assert.Empty(await Found(Ours, query));
    }

    [Fact]
    public async Task Search_follows_an_update()
    {
        var id = await Created(Ours, new { name = "Old Name", company = "Acme" });
        await Answered(Ours.Ask("contacts.update", new { id, name = "New Name" }));
        Assert.Empty(await Found(Ours, "old"));
        Assert.Equal([id], await Found(Ours, "new"));
        Assert.Equal([id], await Found(Ours, "acme"));
    }

    [Fact]
    public async Task All_pages_give_each_row_once_while_rows_are_added()
    {
        HashSet<string> before = [];
        for (var i = 0; i < 23; i++)
        {
            before.Add(await Created(Ours, new { name = $"Before {i}" }));
            // Some share an instant: the id decides between them.
            if (i % 3 == 0)
                Time.Pass(TimeSpan.FromSeconds(1));
        }
        List<string> walked = [];
        string? cursor = null;
        do
        {
            var page = await Answered(Ours.Ask("contacts.list", cursor is null ? new { limit = 5 } : (object)new { limit = 5, cursor }));
            walked.AddRange(page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("id").GetString()!));
            cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
            Time.Pass(TimeSpan.FromSeconds(1));
            await Created(Ours, new { name = $"Added {walked.Count}" });
        } while (cursor is not null);
        Assert.Equal(walked.Count, walked.Distinct().Count());
        Assert.Equal(before, walked.ToHashSet());
    }

    [Fact]
    public async Task A_cursor_is_a_place_in_one_list_of_one_caller()
    {
        for (var i = 0; i < 3; i++)
            await Created(Ours, new { name = $"Contact {i}", lifecycle = "lead" });
        var page = await Answered(Ours.Ask("contacts.list", new { limit = 1 }));
        var cursor = page.GetProperty("next_cursor").GetString()!;
        await Answered(Ours.Ask("contacts.list", new { limit = 2, cursor }));

        var agent = Ours.Person with { Agent = Ids.Fresh("agt", Time.GetUtcNow()) };
        await Refused(Ours.Ask("contacts.list", new { limit = 1, cursor }, by: agent), "schema.cursor");
        await Refused(Theirs.Ask("contacts.list", new { limit = 1, cursor }), "schema.cursor");
        await Refused(Ours.Ask("contacts.list", new { lifecycle = "lead", cursor }), "schema.cursor");
        await Refused(Ours.Ask("probe.list", new { limit = 1, cursor }), "schema.cursor");
        await Answered(Ours.Ask("probe.list", new { limit = 1 }));
        await Refused(Ours.Ask("contacts.list", new { cursor = Damaged(cursor) }), "schema.cursor");
        await Refused(Ours.Ask("contacts.list", new { cursor = "0|con_0" }), "schema.cursor");
        await Refused(Ours.Ask("contacts.list", new { cursor = Sealer.SealCursor("1|x", "elsewhere") }), "schema.cursor");
    }

    private static string Damaged(string cursor) => (cursor[0] == 'A' ? 'B' : 'A') + cursor[1..];

    protected static async Task<List<string>> Found(Company company, string query) =>
        [
            .. (await Answered(company.Ask("contacts.search", new { query })))
                .GetProperty("items")
                .EnumerateArray()
                .Select(c => c.GetProperty("id").GetString()!),
        ];
}

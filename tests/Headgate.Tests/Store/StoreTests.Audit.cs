using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Store;

public abstract partial class StoreTests
{
    private static readonly string[] Effects =
    [
        "contacts",
        "claims",
        "idempotency",
        "changes",
        "match_keys",
        "subject_keys",
        "audit_events",
        "audit_refs",
    ];

    [Theory]
    [InlineData("audit_events")]
    [InlineData("audit_refs")]
    [Proves(Frameworks.Mcp, "MCP08")]
    public async Task Where_the_audit_cannot_be_written_nothing_is_done_and_nothing_is_read(string table)
    {
        var known = await Created(Ours, new { name = "Known", email = "known@example.com" });
        var before = await Counts();
        await Break(table);
        foreach (
            var (action, arguments) in ((string, object)[])
                [
                    ("contacts.create", new { name = "Ann Field", email = "ann@example.com" }),
                    ("contacts.update", new { id = known, title = "Changed" }),
                    ("contacts.get", new { id = known }),
                ]
        )
        {
            var outcome = await Ours.Ask(action, arguments, key: action == "contacts.get" ? null : "the key");
            Assert.Equal((Ended.Refused, "store.unavailable"), (outcome.Ended, outcome.Refusal?.Code));
            Assert.DoesNotContain("disk", outcome.Refusal!.Why, StringComparison.Ordinal);
            Assert.NotEmpty(outcome.Refusal.Do);
            Assert.Empty(outcome.Event);
            Assert.Equal(before, await Counts());
        }
        // Refused calls are in the audit too, and are no more answered for without it.
        if (table == "audit_events")
            Assert.Equal("store.unavailable", (await Ours.Ask("contacts.get", new { id = "con_1" })).Refusal?.Code);
        await Mend(table);
        await Answered(Ours.Ask("contacts.create", new { name = "Ann Field", email = "ann@example.com" }, key: "the key"));
        Assert.Null(await Scalar(Ours, "SELECT title FROM contacts WHERE tenant = @tenant AND id = @id", ("id", known)));
    }

    /// <summary>Lets the database itself refuse every new row of a table.</summary>
    private async Task Break(string table)
    {
        if (Database.Dialect == Dialect.Postgres)
            await Write(
                Ours,
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$"
            );
        await Write(
            Ours,
            Database.Dialect == Dialect.Postgres
                ? $"CREATE TRIGGER broken BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION full_disk()"
                : $"CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        );
    }

    private Task<Committed> Mend(string table) =>
        Write(Ours, Database.Dialect == Dialect.Postgres ? $"DROP TRIGGER broken ON {table}" : "DROP TRIGGER broken");

    private async Task<string> Counts()
    {
        var counts = new List<string>();
        foreach (var table in Effects)
            counts.Add($"{table} {await Count(Ours, table)}");
        return string.Join(", ", counts);
    }
}

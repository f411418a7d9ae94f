using Headgate.Features.Contacts;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Store;

public abstract partial class StoreTests
{
    [Fact]
    public async Task Keys_of_few_records_are_there_at_once_and_those_of_many_soon_after()
    {
        await Imported(MatchKeysDue.Many - 1);
        Assert.Equal(0, await Count(Ours, "match_keys_due"));
        await Agree();

        await Imported(MatchKeysDue.Many);
        Assert.Equal(
            1,
            await Count(Ours, "match_keys_due", $"records = {MatchKeysDue.Many} AND last_seq - first_seq = {MatchKeysDue.Many - 1}")
        );
        await new MatchIndexer(Database, portion: 37).Run(all: true, CancellationToken.None);
        Assert.Equal(0, await Count(Ours, "match_keys_due"));
        await Agree();
    }

    [Fact]
    public async Task Keys_wait_while_more_come_until_they_are_enough()
    {
        var indexer = new MatchIndexer(Database, enough: 500);
        foreach (var left in (int[])[1, 2])
        {
            await Imported(200);
            await indexer.Run(all: false, CancellationToken.None);
            Assert.Equal(left, await Count(Ours, "match_keys_due"));
        }
        await Imported(200);
        await indexer.Run(all: false, CancellationToken.None);
        Assert.Equal(0, await Count(Ours, "match_keys_due"));

        // Fewer are written when nothing more came.
        await Imported(200);
        await indexer.Run(all: false, CancellationToken.None);
        Assert.Equal(1, await Count(Ours, "match_keys_due"));
        await indexer.Run(all: false, CancellationToken.None);
        await Agree();
    }

    [Theory]
    [InlineData(1, true, false)]
    [InlineData(1, false, true)]
    [InlineData(int.MaxValue, true, true)]
    public async Task Records_that_change_while_keys_are_written_have_the_keys_of_what_they_say_now(int times, bool changed, bool dropped)
    {
        // Three groups: while one is written the next has been read.
        foreach (var count in (int[])[220, 210, 200])
            await Imported(count);
        var ids = await Rows<string>(Ours, "SELECT id FROM contacts WHERE tenant = @tenant ORDER BY seq");
        var done = 0;
        // Between any two commits of the keys somebody gets another number, and somebody's keys are dropped for good.
        var busy = new Again(
            Database,
            async () =>
            {
                if (done++ >= times)
                    return;
                // All over them, and never the same twice.
                var at = 3 * (done * 67 % 210);
                if (changed)
                    await Answered(Ours.Ask("contacts.update", new { id = ids[at], phone = $"+1 415 777 {done:0000}" }));
                if (!dropped)
                    return;
                await Ours.Database.Write(
                    Ours.Tenant,
                    async session =>
                    {
                        await MatchKeys.Drop(session, Ours.Tenant, "contact", ids[at + 1]);
                        await session.Execute(
                            "UPDATE contacts SET merged_into = @into WHERE tenant = @tenant AND id = @id",
                            ("into", ids[at]),
                            ("tenant", Ours.Tenant),
                            ("id", ids[at + 1])
                        );
                        return new(Applied.Done);
                    }
                );
            }
        );
        await new MatchIndexer(busy, enough: 200, portion: 200).Run(all: true, CancellationToken.None);
        Assert.True(done > 2, $"{done}");
        Assert.Equal(0, await Count(Ours, "match_keys_due"));
        Assert.Equal(0, await Count(Ours, "match_keys", "record_id IN (SELECT id FROM contacts WHERE merged_into IS NOT NULL)"));
        await Agree("merged_into IS NULL");
    }

    [Fact]
    public async Task Only_a_change_of_a_record_whose_keys_are_due_is_told()
    {
        var other = await Created(Ours, new { name = "Olga Outside", phone = "+1 415 555 7000" });
        await Imported(200);
        var due = (string)(await Scalar(Ours, "SELECT id FROM contacts WHERE tenant = @tenant ORDER BY seq DESC LIMIT 1"))!;
        await Answered(Ours.Ask("contacts.update", new { id = other, phone = "+1 415 555 7001" }));
        await Answered(Ours.Ask("contacts.update", new { id = due, title = "Buyer" }));
        Assert.Equal(0L, await Scalar(Ours, "SELECT touched FROM match_keys_due WHERE tenant = @tenant"));
        await Answered(Ours.Ask("contacts.update", new { id = due, phone = "+1 415 555 7002" }));
        Assert.Equal(1L, await Scalar(Ours, "SELECT touched FROM match_keys_due WHERE tenant = @tenant"));
    }

    [Fact]
    public async Task Records_among_which_somebody_elses_stands_have_their_keys_at_once()
    {
        // The first of the second import stands between.
        IReadOnlyList<Change>[] imported = [await Imported(150), await Imported(150)];
        await Write(Ours, "DELETE FROM match_keys WHERE tenant = @tenant");
        await Ours.Database.Write(
            Ours.Tenant,
            async session =>
            {
                await MatchKeys.Put(session, Ours.Tenant, Contact.Kind, [.. imported[0], .. imported[1].Skip(1)]);
                return new(Applied.Done);
            }
        );
        Assert.Equal(0, await Count(Ours, "match_keys_due"));
        Assert.Equal(299L, await Scalar(Ours, "SELECT COUNT(DISTINCT record_id) FROM match_keys WHERE tenant = @tenant"));
    }

    [Fact]
    public async Task What_was_interrupted_is_done_by_whoever_comes_next()
    {
        await Imported(300);
        using var stop = new CancellationTokenSource();
        var dying = new Again(Database, stop.CancelAsync);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new MatchIndexer(dying, portion: 100).Run(all: true, stop.Token));
        Assert.Equal(100, await Count(Ours, "match_keys"));
        Assert.Equal(1, await Count(Ours, "match_keys_due"));
        await new MatchIndexer(Database).Run(all: true, CancellationToken.None);
        await Agree();
    }

    private async Task<IReadOnlyList<Change>> Imported(int count)
    {
        IReadOnlyList<Change> changes = [];
        Probe.Plans = (call, _) =>
        {
            var plan = new Plan();
            for (var i = 0; i < count; i++)
                plan.Insert(
                    Contact.Kind,
                    call.NewId("con", i),
                    [
                        .. Person($"Given{i} Family{i % 40}", call),
                        ("first_name", $"Given{i}"),
                        ("last_name", $"Family{i % 40}"),
                        ("phone", $"+1 415 555 {i:0000}"),
                        ("city", "Oakland"),
                    ]
                );
            changes = plan.Changes;
            return new(plan);
        };
        await Answered(Ours.Ask("probe.apply", new { }));
        return changes;
    }

    // What is kept is what a rebuild of all keys gives.
    private async Task Agree(string where = "1 = 1")
    {
        var keys =
            $"SELECT match_key FROM match_keys WHERE tenant = @tenant AND record_id IN (SELECT id FROM contacts WHERE {where}) ORDER BY record_id, match_key";
        var kept = await Rows<long>(Ours, keys);
        await Write(Ours, "DELETE FROM match_keys WHERE tenant = @tenant");
        await Database.Write(
            Database.Everyone,
            async session =>
            {
                await MatchRebuild.Run(session);
                return new(Applied.Done);
            }
        );
        Assert.NotEmpty(kept);
        Assert.Equal(await Rows<long>(Ours, keys), kept);
    }
}

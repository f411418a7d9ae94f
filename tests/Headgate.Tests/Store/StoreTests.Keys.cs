using Headgate.Gate;

namespace Headgate.Tests.Store;

public abstract partial class StoreTests
{
    [Fact]
    public async Task Twins_with_one_key_have_one_effect_and_one_answer()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => Ours.Ask("contacts.create", new { name = "Twin" }, key: "k1").AsTask()))
        );
        Assert.Single(outcomes, o => o.Ended == Ended.Done);
        Assert.Equal(15, outcomes.Count(o => o.Ended == Ended.Replayed));
        Assert.Single(outcomes.Select(o => IdOf(System.Text.Json.JsonDocument.Parse(o.Json).RootElement)).Distinct());
        Assert.Equal(1, await Count(Ours, "contacts"));
        Assert.Equal(16, await Count(Ours, "audit_events"));
    }

    [Fact]
    public async Task A_key_with_other_arguments_is_refused_and_another_actor_has_keys_of_its_own()
    {
        await Answered(Ours.Ask("contacts.create", new { name = "One" }, key: "k"));
        await Refused(Ours.Ask("contacts.create", new { name = "Two" }, key: "k"), "idempotency.key_reused");
        // What an agent does would wait for a person.
        await Write(Ours, """UPDATE organisations SET guardrails = '{"approvals":{"contacts":false}}'""");
        var agent = Ours.Person with { Agent = Ids.Fresh("agt", Time.GetUtcNow()), AgentName = "other" };
        await Answered(Ours.Ask("contacts.create", new { name = "Two" }, key: "k", by: agent));
        await Answered(Theirs.Ask("contacts.create", new { name = "Two" }, key: "k"));
        Assert.Equal(2, await Count(Ours, "contacts"));
    }

    [Fact]
    public async Task A_key_is_remembered_for_a_day()
    {
        var first = IdOf(await Answered(Ours.Ask("contacts.create", new { name = "Ann" }, key: "k")));
        Time.Pass(TimeSpan.FromHours(23));
        var again = await Answered(Ours.Ask("contacts.create", new { name = "Ann" }, key: "k"), Ended.Replayed);
        Assert.True(again.GetProperty("replayed").GetBoolean());
        Assert.Equal(first, IdOf(again));
        Time.Pass(TimeSpan.FromHours(2));
        Assert.NotEqual(first, IdOf(await Answered(Ours.Ask("contacts.create", new { name = "Ann" }, key: "k"))));
    }

    [Fact]
    public async Task An_identical_create_within_ten_minutes_is_taken_for_a_retry()
    {
        var first = await Created(Ours, new { name = "Ann" });
        Time.Pass(TimeSpan.FromMinutes(9));
        Assert.Equal(first, IdOf(await Answered(Ours.Ask("contacts.create", new { name = "Ann" }), Ended.Replayed)));
        await Created(Ours, new { name = "Ann", title = "CFO" });
        Time.Pass(TimeSpan.FromMinutes(2));
        Assert.NotEqual(first, await Created(Ours, new { name = "Ann" }));
        Assert.Equal(3, await Count(Ours, "contacts"));
    }

    [Fact]
    public async Task A_refused_call_does_not_use_its_key_up()
    {
        await Refused(Ours.Ask("contacts.create", new { name = "Ann", status = "nowhere" }, key: "k"), "schema.unknown_value");
        await Answered(Ours.Ask("contacts.create", new { name = "Ann", status = "working" }, key: "k"));
    }

    [Fact]
    public async Task Every_call_leaves_one_event()
    {
        var id = await Created(Ours, new { name = "Ann", email = "ann@example.com" });
        await Answered(Ours.Ask("contacts.get", new { id }));
        await Answered(Ours.Ask("contacts.list", new { }));
        await Refused(Ours.Ask("contacts.create", new { name = "Bob", email = "ann@example.com" }), "dedupe.exists");
        await Refused(Ours.Ask("contacts.create", new { nam = "Bob" }), "schema.unknown_field");
        await Refused(Ours.Ask("contacts.burn", new { }), "catalogue.unknown_action");
        await Answered(Ours.Ask("contacts.create", new { name = "Cid", dry_run = true }), Ended.Planned);
        await Answered(Ours.Ask("contacts.create", new { name = "Ann", email = "ann@example.com" }), Ended.Replayed);
        foreach (var (ended, count) in ((string, int)[])[("done", 3), ("refused", 3), ("planned", 1), ("replayed", 1)])
            Assert.Equal(count, await Count(Ours, "audit_events", $"ended = '{ended}'"));
        Assert.Equal(1, await Count(Ours, "contacts"));
        Assert.Equal(0, await Count(Theirs, "audit_events"));
    }

    [Fact]
    public async Task The_database_refuses_to_change_the_audit()
    {
        await Created(Ours, new { name = "Ann" });
        foreach (
            var sql in (string[])
                ["UPDATE audit_events SET ended = 'refused' WHERE tenant = @tenant", "DELETE FROM audit_events WHERE tenant = @tenant"]
        )
        {
            var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Write(Ours, sql));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
        Assert.Equal(1, await Count(Ours, "audit_events", "ended = 'done'"));
    }

    [Fact]
    public async Task Two_hundred_writers_at_once_are_all_done_and_one_that_fails_takes_no_other_down()
    {
        var writers = Enumerable
            .Range(0, 200)
            .Select(i => Task.Run(() => Ours.Ask("contacts.create", new { name = $"Writer {i}", email = $"w{i}@example.com" }).AsTask()))
            .ToList();
        var broken = Enumerable
            .Range(0, 10)
            .Select(i =>
                Task.Run(() =>
                    Write(Ours, "INSERT INTO claims (tenant, kind, value, record_id) VALUES (@tenant, 'half', @i, NULL)", ("i", $"{i}"))
                )
            )
            .ToList();
        var undone = Database.Write(
            Ours.Tenant,
            async session =>
            {
                await session.Execute(
                    "INSERT INTO claims (tenant, kind, value, record_id) VALUES (@tenant, 'half', 'undone', 'x')",
                    ("tenant", Ours.Tenant)
                );
                return new(Applied.VersionChanged);
            }
        );
        foreach (var one in broken)
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => one);
        Assert.Equal(Applied.VersionChanged, (await undone).Applied);
        Assert.All(await Task.WhenAll(writers), o => Assert.Equal(Ended.Done, o.Ended));
        Assert.Equal(200, await Count(Ours, "contacts"));
        Assert.Equal(200, await Count(Ours, "claims"));
        Assert.Equal(200, await Count(Ours, "audit_events"));
    }
}

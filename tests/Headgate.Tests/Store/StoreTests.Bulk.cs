using System.Globalization;
using Headgate.Features.Contacts;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Store;

public abstract partial class StoreTests
{
    [Fact]
    public async Task A_plan_of_many_records_with_different_fields_is_applied_whole()
    {
        var notes = new string('ä', 900);
        Probe.Plans = (call, _) =>
        {
            var plan = new Plan();
            for (var i = 0; i < 250; i++)
                plan.Insert(
                        Contact.Kind,
                        call.NewId("con", i),
                        [
                            .. Person($"Nr{i} Bulk", call),
                            ("email", i % 2 == 0 ? $"nr{i}@example.com" : null),
                            ("title", i % 3 == 0 ? "" : null),
                            ("description", i % 5 == 0 ? notes : null),
                            ("score", i % 7 == 0 ? (long)i : null),
                        ]
                    )
                    .Insert(
                        ExternalId.Kind,
                        call.NewId("ext", i),
                        ("record_id", call.NewId("con", i)),
                        ("system", "other"),
                        ("external_id", i.ToString(CultureInfo.InvariantCulture)),
                        ("created_at", 1L),
                        ("updated_at", 1L)
                    )
                    .Claim("external.other.contact", $"{i}", call.NewId("con", i));
            return new(plan);
        };
        await Answered(Ours.Ask("probe.apply", new { }));
        Assert.Equal(250, await Count(Ours, "contacts", "version = 1"));
        Assert.Equal(125, await Count(Ours, "contacts", "email IS NULL"));
        Assert.Equal(84, await Count(Ours, "contacts", "title = ''"));
        Assert.Equal(166, await Count(Ours, "contacts", "title IS NULL"));
        Assert.Equal(36, await Count(Ours, "contacts", "score IS NOT NULL"));
        Assert.Equal(250, await Count(Ours, "external_ids"));
        Assert.Equal(250, await Count(Ours, "claims"));
        Assert.Equal(notes, await Scalar(Ours, "SELECT description FROM contacts WHERE tenant = @tenant AND name = 'Nr245 Bulk'"));
        foreach (var i in (int[])[0, 124, 249])
        {
            var found = await Answered(Ours.Ask("contacts.search", new { query = $"nr{i} bulk" }));
            Assert.Contains($"Nr{i} Bulk", found.GetRawText(), StringComparison.Ordinal);
        }
        Assert.Equal(249L, await Scalar(Ours, "SELECT MAX(seq) - MIN(seq) FROM contacts WHERE tenant = @tenant AND name LIKE '%Bulk'"));
    }

    // Of a plan of more than 500 changes the guard leaves the keys to the commit.
    [Theory]
    [InlineData(100)]
    [InlineData(600)]
    public async Task A_key_in_the_middle_that_is_taken_stops_all_and_is_named_with_its_holder(int records)
    {
        var holder = await Created(Ours, new { name = "Holder", email = "p.57@example.com" });
        var events = await Count(Ours, "audit_events");
        Probe.Plans = (call, _) =>
        {
            var plan = new Plan();
            for (var i = 0; i < records; i++)
                plan.Insert(Contact.Kind, call.NewId("con", i), Person($"P {i}", call))
                    .Claim(Contact.EmailClaim, $"p.{i}@example.com", call.NewId("con", i));
            return new(plan);
        };
        var refused = await Refused(Ours.Ask("probe.apply", new { }), "dedupe.exists");
        Assert.Equal((holder, $"{holder} already has this email."), (refused.Record, refused.Why));
        Assert.Equal(1, await Count(Ours, "contacts"));
        Assert.Equal(1, await Count(Ours, "claims"));
        Assert.Equal(events + 1, await Count(Ours, "audit_events"));
    }

    [Fact]
    public async Task Of_the_keys_of_a_plan_the_first_that_somebody_else_holds_is_named_at_the_commit()
    {
        await Taken(("k", "b", "con_x", false), ("k", "d", "con_y", false));
        var committed = await Taken(
            ("k", "a", "con_1", false),
            ("j", "b", "con_1", false),
            ("k", "b", "con_1", false),
            ("k", "d", "con_1", false)
        );
        Assert.Equal((Applied.ClaimTaken, "con_x", "b"), (committed.Applied, committed.Record, committed.Claim?.Value));
        Assert.Equal(2, await Count(Ours, "claims"));

        // One's own key again is no conflict; one key for two records of a plan is.
        Assert.Equal(Applied.Done, (await Taken(("k", "b", "con_x", false), ("k", "a", "con_x", false))).Applied);
        committed = await Taken(("k", "e", "con_1", false), ("k", "e", "con_2", false));
        Assert.Equal((Applied.ClaimTaken, "con_1"), (committed.Applied, committed.Record));
        Assert.Equal(3, await Count(Ours, "claims"));
    }

    [Fact]
    public async Task A_key_that_is_given_up_in_a_plan_is_free_for_what_comes_after()
    {
        await Taken(("k", "a", "con_x", false), ("k", "b", "con_x", false));
        var early = await Taken(("k", "a", "con_y", false), ("k", "a", "con_x", true));
        Assert.Equal((Applied.ClaimTaken, "con_x"), (early.Applied, early.Record));
        // What another record holds is not given up.
        var other = await Taken(("k", "a", "con_y", true), ("k", "a", "con_y", false));
        Assert.Equal(Applied.ClaimTaken, other.Applied);
        Assert.Equal(Applied.Done, (await Taken(("k", "a", "con_x", true), ("k", "b", "con_x", true), ("k", "a", "con_y", false))).Applied);
        Assert.Equal("con_y", await Scalar(Ours, "SELECT record_id FROM claims WHERE tenant = @tenant"));
    }

    [Fact]
    public async Task One_of_many_versions_relied_on_stops_the_plan_when_it_has_moved()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add(await Created(Ours, new { name = $"Relied {i}" }));
        var moved = 1L;
        Probe.Plans = (call, _) =>
        {
            var plan = new Plan().Insert(Contact.Kind, call.NewId("con"), Person("New", call));
            for (var i = 0; i < ids.Count; i++)
                plan.Rely(Contact.Kind, ids[i], i == 3 ? moved : 1);
            return new(plan);
        };
        await Answered(Ours.Ask("contacts.update", new { id = ids[3], title = "Moved" }));
        var refused = await Refused(Ours.Ask("probe.apply", new { }), "conflict.changed");
        Assert.Equal(ids[3], refused.Record);
        Assert.Equal(5, await Count(Ours, "contacts"));
        moved = 2;
        await Answered(Ours.Ask("probe.apply", new { }));
        Assert.Equal(6, await Count(Ours, "contacts"));
    }

    [Fact]
    public async Task A_twin_within_a_plan_leaves_nothing()
    {
        Probe.Plans = (call, _) =>
            new(
                new Plan()
                    .Insert(Contact.Kind, call.NewId("con", 1), Person("One", call))
                    .Insert(Contact.Kind, call.NewId("con", 2), Person("Two", call))
                    .Insert(Contact.Kind, call.NewId("con", 1), Person("One again", call))
            );
        await Refused(Ours.Ask("probe.apply", new { }), "conflict.changed");
        Assert.Equal(0, await Count(Ours, "contacts"));
        await Created(Ours, new { name = "After" });
        Assert.Equal(1, await Count(Ours, "contacts"));
    }

    private Task<Committed> Taken(params (string Kind, string Value, string Record, bool GivenUp)[] claims) =>
        Database.Write(
            Ours.Tenant,
            async session =>
                await Claims.Take(
                    session,
                    Ours.Tenant,
                    [.. claims.Select(c => new Claim(c.Kind, c.Value, c.Record, c.GivenUp))],
                    Time.GetUtcNow(),
                    null
                )
                    is { } taken
                    ? new(Applied.ClaimTaken, taken.Holder, taken.Claim)
                    : new(Applied.Done)
        );

    private static (string, object?)[] Person(string name, Call call) =>
        [
            ("name", name),
            ("lifecycle", "lead"),
            ("status", "new"),
            ("home", "headgate"),
            ("provenance", "person"),
            ("created_at", call.At.ToUnixTimeMilliseconds()),
            ("updated_at", call.At.ToUnixTimeMilliseconds()),
        ];
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Features.Contacts;
using Headgate.Features.Organisations;
using Headgate.Gate;

namespace Headgate.Tests.Store;

public abstract partial class StoreTests
{
    [Fact]
    public async Task A_contact_is_created_at_version_1_with_its_claim_and_its_event()
    {
        var outcome = await Ours.Ask("contacts.create", new { name = "Ann Field", email = "Ann@Example.com" });
        var id = IdOf(JsonDocument.Parse(outcome.Json).RootElement);
        var got = (await Answered(Ours.Ask("contacts.get", new { id }))).GetProperty("contact");
        Assert.Equal(1, got.GetProperty("version").GetInt64());
        Assert.Equal("Ada Stone", got.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal(id, await Scalar(Ours, "SELECT record_id FROM claims WHERE tenant = @tenant AND kind = 'contact.email'"));
        Assert.Equal(
            outcome.Event,
            await Scalar(
                Ours,
                "SELECT e.id FROM audit_events e JOIN audit_refs r ON r.tenant = e.tenant AND r.seq = e.seq "
                    + "WHERE e.tenant = @tenant AND e.action = 'contacts.create' AND r.record_id = @id",
                ("id", id)
            )
        );
    }

    [Fact]
    public async Task Of_many_creates_of_one_address_at_once_one_is_done_and_the_others_name_it()
    {
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 24)
                .Select(i => Task.Run(() => Ours.Ask("contacts.create", new { name = $"Twin {i}", email = "one@example.com" }).AsTask()))
        );
        var done = Assert.Single(outcomes, o => o.Ended == Ended.Done);
        var id = IdOf(JsonDocument.Parse(done.Json).RootElement);
        Assert.All(
            outcomes.Where(o => o != done),
            o =>
            {
                Assert.Equal("dedupe.exists", o.Refusal?.Code);
                Assert.Equal(id, o.Refusal!.Record);
            }
        );
        Assert.Equal(1, await Count(Ours, "contacts"));
    }

    [Fact]
    public async Task An_address_that_is_given_up_is_free_and_each_company_has_its_own()
    {
        var first = await Created(Ours, new { name = "First", email = "shared@example.com" });
        await Created(Theirs, new { name = "Elsewhere", email = "shared@example.com" });
        await Refused(Ours.Ask("contacts.create", new { name = "Second", email = "SHARED@example.com" }), "dedupe.exists");
        await Answered(Ours.Ask("contacts.update", new { id = first, email = "moved@example.com" }));
        await Created(Ours, new { name = "Second", email = "shared@example.com" });
        Assert.Equal(2, await Count(Ours, "claims"));
    }

    [Fact]
    [Proves(Frameworks.Llm, "LLM07")]
    public async Task An_update_raises_the_version_and_an_old_version_is_refused()
    {
        var id = await Created(Ours, new { name = "Ann" });
        var updated = await Answered(
            Ours.Ask(
                "contacts.update",
                new
                {
                    id,
                    title = "CFO",
                    expected_version = 1,
                }
            )
        );
        Assert.Equal(2, updated.GetProperty("contact").GetProperty("version").GetInt64());
        var refused = await Refused(
            Ours.Ask(
                "contacts.update",
                new
                {
                    id,
                    title = "CEO",
                    expected_version = 1,
                }
            ),
            "conflict.changed"
        );
        Assert.Equal(2, refused.Version);
        Assert.Equal("CFO", await Scalar(Ours, "SELECT title FROM contacts WHERE tenant = @tenant"));
    }

    [Fact]
    public async Task Updates_at_once_are_each_applied_or_refused_and_none_is_lost()
    {
        var id = await Created(Ours, new { name = "Ann" });
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => Task.Run(() => Ours.Ask("contacts.update", new { id, title = $"Title {i}" }).AsTask()))
        );
        Assert.All(outcomes, o => Assert.True(o.Ended == Ended.Done || o.Refusal!.Code == "conflict.changed", o.Refusal?.Code));
        var done = outcomes.Count(o => o.Ended == Ended.Done);
        Assert.True(done >= 1);
        Assert.Equal(1L + done, await Scalar(Ours, "SELECT version FROM contacts WHERE tenant = @tenant"));
        Assert.Equal(done, await Count(Ours, "before_images"));
    }

    [Fact]
    public async Task A_record_that_was_relied_on_and_changed_stops_the_plan()
    {
        var relied = await Created(Ours, new { name = "Relied on" });
        Probe.Plans = (call, _) =>
            new(
                new Plan()
                    .Rely(Contact.Kind, relied, 2)
                    .Claim("contact.email", "left@example.com", relied)
                    .Touch(Contact.Kind, relied, "last_activity_at", call.At)
            );
        await Refused(Ours.Ask("probe.apply", new { }), "conflict.changed");
        Assert.Equal(0, await Count(Ours, "claims"));
        await Answered(Ours.Ask("contacts.update", new { id = relied, title = "Now at 2" }));
        await Answered(Ours.Ask("probe.apply", new { }));
        Assert.Equal(1, await Count(Ours, "claims"));
    }

    [Fact]
    public async Task A_name_that_somebody_else_took_in_between_is_decided_again_and_audited()
    {
        var decided = 0;
        Probe.Plans = (call, _) =>
        {
            decided++;
            // The list has this name already, as if it had been added after the look.
            return new(
                new Plan().Insert(
                    Choice.Kind,
                    call.NewId("cho"),
                    ("list", "contact.status"),
                    ("name", "new"),
                    ("ordinal", 9L),
                    ("created_at", 1L)
                )
            );
        };
        await Refused(Ours.Ask("probe.apply", new { }), "conflict.changed");
        Assert.Equal(3, decided);
        Assert.Equal(1, await Count(Ours, "audit_events", "code = 'conflict.changed'"));
        Assert.Equal(1, await Count(Ours, "choices", "name = 'new'"));
    }

    [Fact]
    public async Task A_clock_moves_on_and_never_back_without_a_new_version()
    {
        var id = await Created(Ours, new { name = "Ann" });
        var at = Time.GetUtcNow();
        foreach (var (hours, expected) in ((int, int)[])[(1, 1), (3, 3), (2, 3)])
        {
            Probe.Plans = (_, _) => new(new Plan().Touch(Contact.Kind, id, "last_activity_at", at.AddHours(hours)));
            await Answered(Ours.Ask("probe.apply", new { }));
            Assert.Equal(
                at.AddHours(expected).ToUnixTimeMilliseconds(),
                await Scalar(Ours, "SELECT last_activity_at FROM contacts WHERE tenant = @tenant")
            );
        }
        Assert.Equal(1L, await Scalar(Ours, "SELECT version FROM contacts WHERE tenant = @tenant"));
    }

    [Fact]
    public async Task What_a_record_was_is_sealed_and_opens_only_for_its_company_and_while_its_key_lives()
    {
        var id = await Created(Ours, new { name = "Ann", phone = "+49 30 5550199" });
        await Answered(Ours.Ask("contacts.update", new { id, phone = "+49 30 5550200" }));
        var image = Assert.Single(
            await Rows<Image>(Ours, "SELECT record_id, version, subject, sealed FROM before_images WHERE tenant = @tenant")
        );
        Assert.Equal((id, 1, id), (image.RecordId, image.Version, image.Subject));
        Assert.Equal(-1, image.Sealed.AsSpan().IndexOf("5550199"u8));
        Assert.Contains("5550199", Encoding.UTF8.GetString((await Opened(image))!), StringComparison.Ordinal);

        image.Sealed[^1] ^= 1;
        await Assert.ThrowsAnyAsync<CryptographicException>(() => Opened(image));
        image.Sealed[^1] ^= 1;
        await using (var view = await Database.Read(Theirs.Tenant, CancellationToken.None))
            Assert.Null(await Sealer.Unseal(view.Session, Theirs.Tenant, id, image.Sealed));

        await Write(Ours, "DELETE FROM subject_keys WHERE tenant = @tenant AND subject = @id", ("id", id));
        Assert.Null(await Opened(image));
    }

    [Fact]
    public async Task A_change_of_a_told_field_is_in_the_history_and_no_other()
    {
        var id = await Created(
            Ours,
            new
            {
                name = "Ann",
                email = "ann@example.com",
                lifecycle = "lead",
            }
        );
        Time.Pass(TimeSpan.FromMinutes(1));
        Probe.Plans = (call, _) =>
            new(new Plan().Update(Contact.Kind, id, 1, ("lifecycle", "lead", "contact"), ("email", "ann@example.com", "new@example.com")));
        await Answered(Ours.Ask("probe.apply", new { }));
        var told = await Rows<Told>(
            Ours,
            "SELECT field, was, became, actor, at FROM changes WHERE tenant = @tenant AND record_id = @id AND was IS NOT NULL",
            ("id", id)
        );
        var change = Assert.Single(told);
        Assert.Equal(("lifecycle", "lead", "contact", Ours.Person.Person), (change.Field, change.Was, change.Became, change.Actor));
        Assert.Equal(Time.GetUtcNow().ToUnixTimeMilliseconds(), change.At);
        Assert.Equal(0, await Count(Ours, "changes", "field = 'email'"));
    }

    private async Task<byte[]?> Opened(Image image)
    {
        await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
        return await Sealer.Unseal(view.Session, Ours.Tenant, image.Subject, image.Sealed);
    }

    private sealed class Image
    {
        public string RecordId { get; init; } = "";
        public long Version { get; init; }
        public string Subject { get; init; } = "";
        public byte[] Sealed { get; init; } = [];
    }

    private sealed class Told
    {
        public string Field { get; init; } = "";
        public string? Was { get; init; }
        public string? Became { get; init; }
        public string Actor { get; init; } = "";
        public long At { get; init; }
    }
}

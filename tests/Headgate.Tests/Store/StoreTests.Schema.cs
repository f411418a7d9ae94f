using System.Data.Common;
using Headgate.Crash;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Store;

public abstract partial class StoreTests
{
    [Fact]
    public async Task An_empty_database_gets_every_migration_once()
    {
        var empty = await Open();
        Assert.Equal(Migrator.All.Select(m => m.Name), await Migrator.Run(empty, Time));
        Assert.Empty(await Migrator.Run(empty, Time));
        Assert.Equal(Migrator.All[^1].Number, await Migrator.Present(empty));
    }

    [Fact]
    public async Task Rows_of_each_earlier_schema_are_there_after_the_upgrade()
    {
        foreach (var (number, _, _) in Migrator.All)
        {
            var old = await Open();
            await Migrator.Run(old, Time, upTo: number);
            Assert.Equal(number, await Migrator.Present(old));
            var company = await new Company(old, Sealer, Time, 7).Found();
            var contact = Ids.Fresh("con", Time.GetUtcNow());
            await Write(
                company,
                """
                INSERT INTO contacts (id, tenant, version, name, lifecycle, status, home, provenance, created_at, updated_at)
                VALUES (@id, @tenant, 1, 'From before', 'lead', 'new', 'headgate', 'person', 1, 1)
                """,
                ("id", contact)
            );

            await Migrator.Run(old, Time);

            Assert.Equal(Migrator.All[^1].Number, await Migrator.Present(old));
            Assert.Equal(contact, IdOf(await Answered(company.Ask("contacts.get", new { id = contact }))));
            // Of schema 4 on, whoever puts a row in puts its words in too.
            Assert.Equal(number < 4 ? [contact] : (string[])[], await Found(company, "from before"));
            await Created(company, new { name = "From after", email = "after@example.com" });
        }
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await Database.Write(
            "*",
            async session =>
            {
                await session.Execute("INSERT INTO schema_migrations (number, name, applied_at) VALUES (9999, '9999_later', 1)");
                return new(Applied.Done);
            }
        );
        var refused = await Assert.ThrowsAsync<StoreException>(() => Migrator.Run(Database, Time));
        Assert.Contains("9999", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        await Assert.ThrowsAnyAsync<DbException>(() =>
            Database.Write(
                "*",
                async session =>
                {
                    await session.Execute("CREATE TABLE half (id TEXT)");
                    await session.Execute("CREATE TABLE contacts (id TEXT)");
                    return new(Applied.Done);
                }
            )
        );
        await Assert.ThrowsAnyAsync<DbException>(() => Scalar(Ours, "SELECT COUNT(*) FROM half"));
    }

    [Fact]
    public async Task A_read_cannot_write()
    {
        string[] writes =
        [
            "UPDATE organisations SET outbound = 'on' WHERE tenant = @tenant",
            "DELETE FROM users WHERE tenant = @tenant",
            "INSERT INTO claims (tenant, kind, value, record_id) VALUES (@tenant, 'k', 'v', 'r')",
            "CREATE TABLE other AS SELECT @tenant AS tenant",
        ];
        foreach (var sql in writes)
        {
            await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
            await Assert.ThrowsAnyAsync<DbException>(async () => await view.Session.Execute(sql, ("tenant", Ours.Tenant)));
        }
        Assert.Equal("off", await Scalar(Ours, "SELECT outbound FROM organisations WHERE tenant = @tenant"));
    }

    [Fact]
    public async Task A_read_sees_one_moment()
    {
        await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
        const string Sql = "SELECT COUNT(*) FROM contacts WHERE tenant = @tenant";
        Assert.Equal(0L, await view.Session.Scalar(Sql, ("tenant", Ours.Tenant)));
        await Created(Ours, new { name = "Later" });
        Assert.Equal(0L, await view.Session.Scalar(Sql, ("tenant", Ours.Tenant)));
    }

    [Fact]
    public async Task A_text_that_does_not_name_its_tenant_is_not_run()
    {
        Probe.Plans = async (_, reader) =>
        {
            await reader.Number("SELECT COUNT(*) FROM contacts");
            return new();
        };
        await Refused(Ours.Ask("probe.apply", new { }), "action.failed");
        Assert.IsType<InvalidOperationException>(Ours.Failure);
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP10")]
    [Proves(Frameworks.Saif, "controlAgentCredentialIsolation")]
    [Proves(Frameworks.TrustLayer, "Secure data retrieval")]
    public async Task Another_company_s_record_is_not_found()
    {
        var id = await Created(Ours, new { name = "Ours" });
        await Refused(Theirs.Ask("contacts.get", new { id }), "record.not_found");
        await Refused(Theirs.Ask("contacts.update", new { id, name = "Theirs" }), "record.not_found");
        var listed = await Answered(Theirs.Ask("contacts.list", new { }));
        Assert.Equal(0, listed.GetProperty("items").GetArrayLength());
    }
}

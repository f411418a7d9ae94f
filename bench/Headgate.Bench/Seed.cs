using System.Diagnostics;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;
using Npgsql;

namespace Headgate.Bench;

/// <summary>
/// Contacts on PostgreSQL by COPY, in a schema of their own, and their words by the code that rebuilds them at an upgrade: what a search finds is the same as
/// after an import, only sooner. No audit and no claims of other records come with them.
/// </summary>
internal static class Seed
{
    public static async Task<string> Schema(string address, int count)
    {
        var uri = new Uri(address);
        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = uri.AbsolutePath.Trim('/'),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            SearchPath = $"scale_{count}",
        };
        await using var source = NpgsqlDataSource.Create(builder);
        await using var command = source.CreateCommand($"CREATE SCHEMA IF NOT EXISTS scale_{count}");
        await command.ExecuteNonQueryAsync();
        return builder.ToString();
    }

    public static async Task Postgres(Site site, string address, int count)
    {
        var watch = Stopwatch.StartNew();
        var tenant = (await site.Organisations(CancellationToken.None))[0].Id;
        await Copy(address, tenant, count);
        var copied = watch.Elapsed;
        var database = site.WorldOf(Realm.Production).Database;
        await database.Write(
            Database.Everyone,
            async session =>
            {
                await SearchRebuild.Run(session);
                return new(Applied.Done);
            }
        );
        Console.WriteLine(
            $"Seeded {count:n0} contacts by COPY in {copied.TotalSeconds:f1} s, their words in {(watch.Elapsed - copied).TotalSeconds:f1} s (no import)."
        );
        await Run(address, tenant, "VACUUM ANALYZE");
    }

    private static async Task Copy(string address, string tenant, int count)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync();
        await Run(connection, $"SELECT set_config('headgate.tenant', '{tenant}', false)");
        // COPY does not go through row filters; a table without constraints takes the rows, and they go on from there.
        await Run(connection, "CREATE TEMP TABLE people (n BIGINT, id TEXT, first TEXT, last TEXT, email TEXT, phone TEXT, company TEXT)");
        var began = DateTimeOffset.UtcNow.AddDays(-1);
        await using (var writer = await connection.BeginBinaryImportAsync("COPY people FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var (i, person) in People.All(count).Index())
                await writer.WriteRowAsync(
                    CancellationToken.None,
                    (long)i,
                    Ids.Fresh("con", began.AddMilliseconds(i / 10)),
                    person.First,
                    person.Last,
                    person.Email,
                    person.Phone,
                    person.Company
                );
            await writer.CompleteAsync();
        }
        await Run(
            connection,
            $"""
            INSERT INTO contacts (id, tenant, version, name, first_name, last_name, email, phone, title, company, lifecycle, status, home, provenance, created_at, updated_at)
            SELECT id, '{tenant}', 1, first || ' ' || last, first, last, email, phone, 'Buyer', company, 'lead', 'new', 'headgate', 'import',
              {began.ToUnixTimeMilliseconds()} + n / 10, {began.ToUnixTimeMilliseconds()} + n / 10 FROM people ORDER BY n
            """
        );
        await Run(
            connection,
            $"INSERT INTO claims (tenant, kind, value, record_id) SELECT '{tenant}', 'contact.email', email, id FROM people ORDER BY n"
        );
    }

    private static async Task Run(string address, string tenant, string sql)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync();
        await Run(connection, $"SELECT set_config('headgate.tenant', '{tenant}', false)");
        await Run(connection, sql);
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}

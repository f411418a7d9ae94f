using System.Reflection;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Brings a database to the newest schema: numbered SQL files, one track for both databases, each in a transaction of its own.</summary>
public static class Migrator
{
    private const string Table =
        "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";

    // What a migration does that SQL cannot, in the same transaction.
    private static readonly Dictionary<int, Func<Session, ValueTask>> Besides = new() { [4] = SearchRebuild.Run, [9] = MatchRebuild.Run };

    /// <summary>All migrations, oldest first.</summary>
    public static IReadOnlyList<(int Number, string Name, string Sql)> All { get; } = Load();

    /// <summary>Applies what is missing, up to <paramref name="upTo"/>.</summary>
    /// <returns>The names of those applied.</returns>
    /// <exception cref="StoreException">The database is newer than this program.</exception>
    public static async Task<IReadOnlyList<string>> Run(Database database, TimeProvider time, int upTo = int.MaxValue)
    {
        await database.Write(Database.Everyone, s => Do(s, Table));
        var present = await Present(database);
        if (present > All[^1].Number)
            throw new StoreException($"The database has schema {present}, this program knows {All[^1].Number}. Run the newer Headgate.");
        var applied = new List<string>();
        foreach (var (number, name, sql) in All.Where(m => m.Number > present && m.Number <= upTo))
        {
            var done = await database.Write(Database.Everyone, s => Apply(s, number, name, sql, time));
            if (done.Applied == Applied.Done)
                applied.Add(name);
        }
        return applied;
    }

    /// <summary>The number of the newest migration that a database has.</summary>
    public static async Task<int> Present(Database database)
    {
        await using var view = await database.Read(Database.Everyone, CancellationToken.None);
        return Convert.ToInt32(await view.Session.Scalar("SELECT COALESCE(MAX(number), 0) FROM schema_migrations"));
    }

    /// <summary>The statements of a migration for one database: its own marked lines kept, the other's dropped.</summary>
    public static IEnumerable<string> StatementsFor(Dialect dialect, string sql)
    {
        var own = $"--{dialect.Name}:";
        var lines = sql.Split('\n')
            .Select(l => l.Trim())
            .Select(l => l.StartsWith(own, StringComparison.Ordinal) ? l[own.Length..].Trim() : l)
            .Where(l => l.Length > 0 && !l.StartsWith("--", StringComparison.Ordinal));
        var statement = "";
        foreach (var line in lines)
        {
            statement += line + "\n";
            // A body between $$ or BEGIN … END; ends with its own last line.
            var open = statement.Split("$$").Length % 2 == 0;
            var trigger =
                statement.StartsWith("CREATE TRIGGER", StringComparison.Ordinal) && statement.Contains(" BEGIN ", StringComparison.Ordinal);
            if (!line.EndsWith(';') || open || trigger && !line.EndsWith("END;", StringComparison.Ordinal))
                continue;
            yield return statement;
            statement = "";
        }
    }

    private static async ValueTask<Committed> Apply(Session session, int number, string name, string sql, TimeProvider time)
    {
        await Alone(session);
        if (await session.Scalar("SELECT 1 FROM schema_migrations WHERE number = @number", ("number", number)) is not null)
            return new(Applied.KeyTaken);
        foreach (var statement in StatementsFor(session.Dialect, sql))
            await session.Execute(statement);
        if (Besides.TryGetValue(number, out var besides))
            await besides(session);
        await session.Execute(
            "INSERT INTO schema_migrations (number, name, applied_at) VALUES (@number, @name, @at)",
            ("number", number),
            ("name", name),
            ("at", time.GetUtcNow())
        );
        return new(Applied.Done);
    }

    private static async ValueTask<Committed> Do(Session session, string sql)
    {
        await Alone(session);
        await session.Execute(sql);
        return new(Applied.Done);
    }

    // Nodes that start together migrate one after the other; the embedded database has one writer anyhow.
    private static async ValueTask Alone(Session session)
    {
        if (session.Dialect == Dialect.Postgres)
            await session.Execute("SELECT pg_advisory_xact_lock(hashtext('headgate migrations'), hashtext(current_schema()))");
    }

    private static IReadOnlyList<(int, string, string)> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        const string Folder = ".Migrations.";
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(n => n.EndsWith(".sql", StringComparison.Ordinal))
                .Select(n => (Full: n, Name: n[(n.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^4]))
                .OrderBy(n => n.Name, StringComparer.Ordinal)
                .Select(n =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(n.Full)!);
                    return (int.Parse(n.Name[..4]), n.Name, reader.ReadToEnd());
                }),
        ];
    }
}

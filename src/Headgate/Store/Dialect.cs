using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Headgate.Store;

/// <summary>Where the two databases differ. Everything else is one SQL.</summary>
public sealed class Dialect
{
    /// <summary>The embedded database.</summary>
    public static readonly Dialect Sqlite = new("sqlite");

    /// <summary>PostgreSQL.</summary>
    public static readonly Dialect Postgres = new("postgres");

    private Dialect(string name) => Name = name;

    /// <summary>The name that marks its lines in migrations.</summary>
    public string Name { get; }

    /// <summary>Whether a column is one of a list parameter's values.</summary>
    public string In(string column, string parameter) =>
        this == Sqlite ? $"{column} IN (SELECT value FROM json_each({parameter}))" : $"{column} = ANY({parameter})";

    /// <summary>A value as the driver takes it: lists as JSON or arrays, flags as 0 and 1.</summary>
    public object? Value(object? value) =>
        value switch
        {
            null or string or long => value,
            bool flag => flag ? 1L : 0L,
            int whole => (long)whole,
            DateTimeOffset at => at.ToUnixTimeMilliseconds(),
            IEnumerable<string> list => this == Sqlite ? JsonSerializer.Serialize(list) : list.ToArray(),
            IEnumerable<long> numbers => this == Sqlite ? JsonSerializer.Serialize(numbers) : numbers.ToArray(),
            _ => value,
        };

    /// <summary>Whether a write failed because somebody else has what must be unique.</summary>
    internal static bool IsTaken(Exception failure) =>
        failure
            is SqliteException
                {
                    SqliteExtendedErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE or SQLitePCL.raw.SQLITE_CONSTRAINT_PRIMARYKEY
                }
                or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}

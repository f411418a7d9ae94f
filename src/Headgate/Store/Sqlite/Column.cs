using System.Text;
using SQLitePCL;

namespace Headgate.Store.Sqlite;

/// <summary>The columns of the row that a statement stands at.</summary>
internal static class Column
{
    public static bool IsNull(sqlite3_stmt row, int column) => raw.sqlite3_column_type(row, column) == raw.SQLITE_NULL;

    public static long Whole(sqlite3_stmt row, int column) => raw.sqlite3_column_int64(row, column);

    public static double Real(sqlite3_stmt row, int column) => raw.sqlite3_column_double(row, column);

    public static bool Flag(sqlite3_stmt row, int column) => raw.sqlite3_column_int64(row, column) != 0;

    // By its length, since a text may hold a zero character; a number is given as its digits.
    public static string Text(sqlite3_stmt row, int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(row, column));

    public static byte[] Bytes(sqlite3_stmt row, int column) => raw.sqlite3_column_blob(row, column).ToArray();

    /// <summary>A column as it is kept: a text, a <see cref="long"/>, a <see cref="double"/>, bytes or nothing.</summary>
    public static object? Any(sqlite3_stmt row, int column) =>
        raw.sqlite3_column_type(row, column) switch
        {
            raw.SQLITE_NULL => null,
            raw.SQLITE_INTEGER => Whole(row, column),
            raw.SQLITE_FLOAT => Real(row, column),
            raw.SQLITE_TEXT => Text(row, column),
            _ => Bytes(row, column),
        };
}

using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// One statement for many rows of values: <paramref name="Each"/> is run for every row where the database is in this process, <paramref name="All"/> takes
/// the columns as arrays, in one round trip, where it is not. Both bind <c>@tenant</c>, and a parameter for each column.
/// </summary>
/// <param name="Each">For a row.</param>
/// <param name="All">For all rows; a parameter is an array.</param>
/// <param name="Columns">What a row holds, in order.</param>
internal sealed record Bulk(string Each, string All, params IReadOnlyList<(string Name, Holds Holds)> Columns)
{
    /// <summary>New rows of a table.</summary>
    /// <param name="table">The table; it has a tenant.</param>
    /// <param name="onConflict">What follows the values.</param>
    /// <param name="columns">The columns besides the tenant.</param>
    public static Bulk Insert(string table, string onConflict, params IReadOnlyList<(string Name, Holds Holds)> columns)
    {
        var names = string.Join(", ", columns.Select(c => c.Name));
        var parameters = string.Join(", ", columns.Select(c => "@" + c.Name));
        return new(
            $"INSERT INTO {table} (tenant, {names}) VALUES (@tenant, {parameters}) {onConflict}",
            $"INSERT INTO {table} (tenant, {names}) SELECT @tenant, {string.Join(", ", columns.Select(c => "r." + c.Name))} FROM unnest({parameters}) AS r({names}) {onConflict}",
            columns
        );
    }
}

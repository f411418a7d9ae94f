using System.Globalization;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Exports;

/// <summary>A page of an export: rows as texts, in the order of their ids.</summary>
[Action(
    "exports.page",
    Scope.Read,
    "Export a page",
    "Reads the next rows of a CSV export, as far as the caller may see them.",
    Toolset = "imports",
    Offered = Offered.People
)]
public sealed class Page : Feature<Page.Input, Page.Output>
{
    private const int Most = 1000;

    public sealed record Input
    {
        [OneOf("people", "products", "accounts", "contacts", "opportunities", "activities")]
        public required string Kind { get; init; }

        [Says("next_cursor of the page before; left out for the first")]
        public string? Cursor { get; init; }
    }

    public sealed record Output
    {
        [Class(DataClass.Confidential)]
        public required IReadOnlyList<string[]> Rows { get; init; }

        /// <summary>Where the next page begins; nothing after the last.</summary>
        public string? NextCursor { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var columns = Columns.Of(input.Kind);
        var owner = input.Kind switch
        {
            "people" or "products" => "",
            "activities" => reader.Visible("x.user_id"),
            _ => reader.Visible("x.owner_id"),
        };
        var merged = input.Kind is "accounts" or "contacts" or "opportunities" ? " AND x.merged_into IS NULL" : "";
        var cursors = new Cursors(reader, "exports.page");
        var after = input.Cursor is { } cursor ? cursors.Open(cursor).Id : "";
        var found = await reader.All<object>(
            $"SELECT x.id AS row_id, {string.Join(", ", columns.Select(c => $"{c.Sql} AS \"{c.Header}\""))} FROM {Columns.From(input.Kind)} "
                + $"AND x.tenant = @tenant AND x.id > @after{merged}{owner} ORDER BY x.id LIMIT {Most}",
            ("after", after)
        );
        var rows = found.Cast<IDictionary<string, object?>>().ToList();
        return Answer(
            new Output
            {
                Rows = [.. rows.Select(r => columns.Select(c => Cell(c, r)).ToArray())],
                NextCursor = rows.Count == Most ? cursors.Seal(0, (string)rows[^1]["row_id"]!) : null,
            }
        );
    }

    private static string Cell((string Header, string Sql) column, IDictionary<string, object?> row) =>
        row[column.Header] switch
        {
            null => "",
            long at when column.Header.EndsWith("_at", StringComparison.Ordinal) || column.Header == "at" => Show.Time(at),
            long minor when column.Sql.EndsWith("_minor", StringComparison.Ordinal) => Show.Amount(minor, row["currency"] as string)!
                .Value.ToString(CultureInfo.InvariantCulture),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}

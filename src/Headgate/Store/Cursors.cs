using System.Globalization;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// Places in one list: sealed, and bound to caller, list and filters. A cursor is no key to another list; two actions may take the same arguments, so the
/// list's own text tells them apart.
/// </summary>
internal sealed class Cursors(Reader reader, string list)
{
    private readonly string _bound =
        $"{reader.By.Tenant}|{reader.By.Actor}|{list}|{CanonicalJson.Hash(reader.Call.Arguments, "cursor", "limit", "fields")}";

    /// <summary>The cursor behind a row.</summary>
    public string Seal(long order, string id) => reader.Sealer.SealCursor($"{order}|{id}", _bound);

    /// <summary>The row behind which a cursor goes on.</summary>
    /// <exception cref="RefusedException">It is not one of this list.</exception>
    public (long Order, string Id) Open(string cursor) =>
        reader.Sealer.OpenCursor(cursor, _bound)?.Split('|') is [var at, var id]
            ? (long.Parse(at, CultureInfo.InvariantCulture), id)
            : throw new RefusedException(
                new("schema.cursor", "cursor: it is damaged, too old, or belongs to another list.", "Start again without a cursor.")
                {
                    Field = "cursor",
                }
            );
}

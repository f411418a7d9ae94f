using Headgate.Features.Contacts;
using Headgate.Features.Organisations;
using Headgate.Features.Undoing;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Records;

/// <summary>What pointed at the merged records and points at the survivor now.</summary>
internal sealed class MergedLinks(Reader reader, Call call, RecordKind kind, string survivor, IReadOnlyList<string> merged)
{
    private readonly SortedDictionary<string, (long Moved, long Doubles, long Left)> _counts = new(StringComparer.Ordinal);

    /// <summary>How many, by kind.</summary>
    public IReadOnlyList<Merge.KindMoved> Moved =>
        [.. _counts.Select(c => new Merge.KindMoved(c.Key, c.Value.Moved, c.Value.Doubles, c.Value.Left))];

    /// <summary>Moves them.</summary>
    public async ValueTask AddTo(Plan plan)
    {
        var pointers = await Pointers.At(reader, merged, all: true);
        foreach (var of in pointers.GroupBy(p => p.Kind))
        {
            var rows = await Past.RowsOf(reader, of.Key, [.. of.Select(p => p.From).Distinct(StringComparer.Ordinal)]);
            var pair = Kinds.PairOf(of.Key);
            var taken = pair is null ? [] : await OfSurvivor(of.Key, pair);
            // The strictest consent first: it is the one that stays.
            foreach (
                var link in of.GroupBy(p => p.From)
                    .OrderByDescending(g => of.Key == Consent.Kind ? Strictness(rows[g.Key]["state"]) : 0)
                    .ThenBy(g => g.Key, StringComparer.Ordinal)
            )
            {
                if (link.Key == survivor)
                    continue;
                var row = rows[link.Key];
                // What is merged itself stays as it is, so that it can be separated again; only its way is one step again.
                var fields = link.Select(l => l.Field).Where(f => f == Gone.Field || !merged.Contains(link.Key)).ToList();
                if (fields.Count == 0)
                    continue;
                if (pair is null)
                    Move(plan, of.Key, link.Key, row, fields);
                else if (taken.TryAdd(PairOf(row, pair, moved: true), row))
                    Move(plan, of.Key, link.Key, row, fields);
                else
                    End(plan, of.Key, link.Key, row, taken[PairOf(row, pair, moved: true)]);
            }
        }
    }

    private void Move(Plan plan, RecordKind of, string id, IDictionary<string, object?> row, List<string> fields)
    {
        plan.Update(of, id, (long)row["version"]!, [.. fields.Select(f => (f, row[f], (object?)survivor)), .. Moves(row)]);
        if (of == ExternalId.Kind)
        {
            var (claim, value) = ($"external.{row["system"]}.{kind.Name}", (string)row["external_id"]!);
            plan.GiveUp(claim, value, (string)row["record_id"]!).Claim(claim, value, survivor);
        }
        Count(of, moved: 1);
    }

    // The survivor has the like. Of two consents the stricter holds; what is no mere link stays behind.
    private void End(Plan plan, RecordKind of, string id, IDictionary<string, object?> row, IDictionary<string, object?> same)
    {
        if (of == Consent.Kind)
        {
            if (Strictness(row["state"]) > Strictness(same["state"]))
            {
                plan.Update(
                    of,
                    (string)same["id"]!,
                    (long)same["version"]!,
                    [.. new[] { "state", "source", "evidence", "at" }.Select(f => (f, same[f], row[f])), .. Moves(same)]
                );
                same["state"] = row["state"];
            }
            plan.Delete(of, id, (long)row["version"]!);
            Count(of, doubles: 1);
        }
        else if (of == Tags.Tag.Tagging || of == Opportunities.OpportunityContact.Kind)
        {
            plan.Delete(of, id, (long)row["version"]!);
            Count(of, doubles: 1);
        }
        else
            Count(of, left: 1);
    }

    private async ValueTask<Dictionary<string, IDictionary<string, object?>>> OfSurvivor(RecordKind of, IReadOnlyList<string> pair)
    {
        var field = pair.First(p => p is "record_id" || p == kind.Name + "_id");
        var ids = await reader.All<Link>($"SELECT r.id FROM {of.Table} r WHERE r.tenant = @tenant AND r.{field} = @id", ("id", survivor));
        var rows = await Past.RowsOf(reader, of, [.. ids.Select(i => i.Id)]);
        return rows.Values.ToDictionary(r => PairOf(r, pair, moved: false), StringComparer.Ordinal);
    }

    private string PairOf(IDictionary<string, object?> row, IReadOnlyList<string> pair, bool moved) =>
        string.Join('\n', pair.Select(p => moved && row[p] is string id && merged.Contains(id) ? survivor : row[p]));

    private IEnumerable<(string, object?, object?)> Moves(IDictionary<string, object?> row) =>
        row.TryGetValue("updated_at", out var was) && was is long at ? [Columns.Moved(at, call)] : [];

    private void Count(RecordKind of, long moved = 0, long doubles = 0, long left = 0)
    {
        var (m, d, l) = _counts.GetValueOrDefault(of.Name);
        _counts[of.Name] = (m + moved, d + doubles, l + left);
    }

    private static int Strictness(object? state) =>
        state switch
        {
            "refused" or "withdrawn" => 2,
            "granted" => 0,
            _ => 1,
        };

    private sealed class Link
    {
        public string Id { get; init; } = "";
    }
}

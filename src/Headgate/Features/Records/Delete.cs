using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Features.Opportunities;
using Headgate.Features.Tasks;
using Headgate.Features.Undoing;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Records;

/// <summary>
/// Takes records out of everything that lists, counts or finds them. Nothing is destroyed: what was on them stays on them, and undo brings them back.
/// </summary>
[Action(
    "records.delete",
    Scope.Write,
    "Delete records",
    "Deletes up to 25 contacts, accounts or opportunities and cancels their open tasks. A person always decides; undo brings them back.",
    Effect = Effect.Write,
    Toolset = "records",
    Destructive = true
)]
public sealed class Delete : Feature<Delete.Input, Delete.Output>
{
    public sealed record Input
    {
        [Id("con", "acc", "opp"), Bounds(1, 25)]
        public required string[] Ids { get; init; }

        [Says("Why, for the person who decides"), Bounds(3, 500)]
        public required string Reason { get; init; }
    }

    public sealed record Output : IPreviewed
    {
        public required IReadOnlyList<Named> Deleted { get; init; }

        [Says("Open tasks that are cancelled with them")]
        public required IReadOnlyList<Named> CancelledTasks { get; init; }

        object IPreviewed.Preview => this;
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var targets = await Target.NeedAll(reader, "ids", input.Ids);
        var ids = targets.Select(t => t.Id).ToArray();
        await RefuseWon(reader, ids);
        await RefuseUsed(reader, ids);
        var plan = new Plan();
        foreach (var of in targets.GroupBy(t => t.Kind))
        {
            var rows = await Past.RowsOf(reader, of.Key, [.. of.Select(t => t.Id)]);
            foreach (var target in of)
            {
                plan.Update(of.Key, target.Id, target.Version, (Gone.Field, null, Gone.Deleted), Columns.Moved(target.UpdatedAt, call));
                foreach (var (kind, value) in Kinds.KeysOf(of.Key, f => rows[target.Id][f]))
                    plan.GiveUp(kind, value, target.Id);
            }
        }
        var tasks = await reader.All<TaskRow>(
            "SELECT t.id, t.version, t.title, t.updated_at FROM tasks t "
                + $"WHERE t.tenant = @tenant AND t.status = 'open' AND {reader.Dialect.In("t.record_id", "@ids")} ORDER BY t.id",
            ("ids", ids)
        );
        foreach (var task in tasks)
            plan.Update(CrmTask.Kind, task.Id, task.Version, ("status", "open", "cancelled"), Columns.Moved(task.UpdatedAt, call));
        return Answer(
            new Output
            {
                Deleted = [.. targets.Select(t => new Named(t.Id, t.Name))],
                CancelledTasks = [.. tasks.Select(t => new Named(t.Id, t.Title))],
            },
            plan
        );
    }

    private static async ValueTask RefuseWon(Reader reader, string[] ids)
    {
        var won = await reader.Word(
            $"SELECT o.id FROM opportunities o WHERE o.tenant = @tenant AND o.status = 'won' AND {reader.Dialect.In("o.id", "@ids")} ORDER BY o.id",
            ("ids", ids)
        );
        if (won is not null)
            throw new RefusedException(
                new(
                    "delete.won",
                    $"{won} is won: reports count it, and no revenue disappears from them by a delete.",
                    "Leave it. If it was never won, move it to another stage first, with a reason."
                )
                {
                    Record = won,
                }
            );
    }

    // An account with people and deals on it, a contact of an open deal: whoever deletes them says what becomes of those.
    private static async ValueTask RefuseUsed(Reader reader, string[] ids)
    {
        List<string> users = [];
        foreach (var (table, field, condition) in Uses)
        foreach (
            var row in await reader.All<Use>(
                $"SELECT r.id, r.{field} AS used FROM {table} r WHERE r.tenant = @tenant AND {reader.Dialect.In("r." + field, "@ids")}{condition} ORDER BY r.id LIMIT 50",
                ("ids", ids)
            )
        )
            if (!ids.Contains(row.Id))
                users.Add($"{row.Id} on {row.Used}");
        if (users.Count > 0)
            throw new RefusedException(
                new(
                    "delete.in_use",
                    $"{users.Count} {(users.Count == 1 ? "record needs" : "records need")} what this would delete: {string.Join(", ", users.Take(5))}.",
                    "Name them in the same call, move them to another record, or merge instead."
                )
                {
                    Candidates = [.. users.Take(20)],
                }
            );
    }

    private static readonly IReadOnlyList<(string Table, string Field, string Condition)> Uses =
    [
        (Account.Kind.Table, "parent_id", " AND r.merged_into IS NULL"),
        (Contact.Kind.Table, "account_id", " AND r.merged_into IS NULL"),
        (Opportunity.Kind.Table, "account_id", " AND r.merged_into IS NULL"),
        (Opportunity.Kind.Table, "contact_id", " AND r.merged_into IS NULL AND r.status = 'open'"),
        ("outbox", "contact_id", " AND r.status IN ('queued', 'held', 'claimed')"),
    ];

    private sealed class Use
    {
        public string Id { get; init; } = "";
        public string Used { get; init; } = "";
    }
}

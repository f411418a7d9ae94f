using Headgate.Gate;
using Headgate.Gate.Limits;

namespace Headgate.Store;

/// <summary>Where limits are counted, in the database.</summary>
public sealed class SqlLimitFacts(Database database) : LimitFacts
{
    /// <inheritdoc/>
    public override async ValueTask<LimitLook> Look(string tenant, CancellationToken cancel) =>
        new SqlLimitLook(await database.Read(tenant, cancel), tenant);

    /// <inheritdoc/>
    public override async ValueTask<LimitHit?> Take(string tenant, IReadOnlyList<Charge> charges, DateTimeOffset now)
    {
        var taken = await database.Write(
            tenant,
            async session =>
                await LimitBuckets.Take(session, tenant, charges, now) is { } hit
                    ? new(Applied.LimitReached, Limit: hit)
                    : new(Applied.Done)
        );
        return taken.Limit;
    }

    private sealed class SqlLimitLook(View view, string tenant) : LimitLook
    {
        public override async ValueTask<Known> Know(
            IReadOnlyCollection<string> contacts,
            IReadOnlyCollection<string> opportunities,
            IReadOnlyCollection<string> domains
        )
        {
            var session = view.Session;
            var records = new Dictionary<string, Belongs>(StringComparer.Ordinal);
            if (contacts.Count > 0)
                foreach (
                    var row in await session.Query<Row>(
                        $"SELECT id, account_id FROM contacts WHERE tenant = @tenant AND {session.Dialect.In("id", "@ids")}",
                        ("tenant", tenant),
                        ("ids", contacts)
                    )
                )
                    records[row.Id] = new(row.AccountId);
            if (opportunities.Count > 0)
                foreach (
                    var row in await session.Query<Row>(
                        $"SELECT id, account_id, currency FROM opportunities WHERE tenant = @tenant AND {session.Dialect.In("id", "@ids")}",
                        ("tenant", tenant),
                        ("ids", opportunities)
                    )
                )
                    records[row.Id] = new(row.AccountId, row.Currency);
            return new(records, domains.Count == 0 ? 0 : await MetDomains.CountNew(session, tenant, domains));
        }

        public override ValueTask<IReadOnlyList<Level>> Levels(IReadOnlyList<Charge> charges, DateTimeOffset now) =>
            LimitBuckets.Levels(view.Session, tenant, charges, now);

        public override ValueTask<DateTimeOffset?> Free(Charge charge, DateTimeOffset now) =>
            LimitBuckets.Free(view.Session, tenant, charge, now);

        public override async ValueTask DisposeAsync()
        {
            await view.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string? AccountId { get; init; }
        public string? Currency { get; init; }
    }
}

using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>
/// Passes approved calls again: the same call, decided again and judged in full, with the person's word. What was approved just before the process ended is
/// done when it starts again; what was approved and found no room within a limit is done when there is some. The approval is spent in the commit, so that
/// nothing is done twice.
/// </summary>
internal sealed class HeldCalls(World world)
{
    private const string Select =
        """
            SELECT p.id, p.tenant, p.runs_at, p.waited, p.subject, p.sealed, p.plan_hash, p.reasons, p.edited, p.decided_by, p.decided_at,
              u.status AS person_status, u.role, g.status AS agent_status, p.agent_id
            FROM approvals p LEFT JOIN users u ON u.tenant = p.tenant AND u.id = p.person_id LEFT JOIN agents g ON g.tenant = p.tenant AND g.id = p.agent_id
            WHERE p.status = 'approved'
            """ + " ";

    // Longer than any limit counts back: what was approved and never found room in that time is news to nobody any more.
    private static readonly TimeSpan GoodFor = TimeSpan.FromDays(7);

    /// <summary>Passes those that a person has just approved.</summary>
    public async Task Pass(string tenant, string? site, CancellationToken cancel)
    {
        foreach (var row in await Read(tenant, "AND p.tenant = @tenant AND p.runs_at IS NULL ORDER BY p.seq", cancel))
            await Pass(row, site, cancel);
    }

    /// <summary>Passes what was left approved when the process ended.</summary>
    public async Task Resume(string? site, CancellationToken cancel)
    {
        foreach (var row in await Read(Database.Everyone, "AND p.runs_at IS NULL ORDER BY p.seq", cancel))
            await Pass(row, site, cancel);
    }

    /// <summary>Passes those that found no room before and may find some now. Of several nodes one does.</summary>
    public async Task PassDue(string? site, CancellationToken cancel)
    {
        var now = world.Time.GetUtcNow();
        foreach (var row in await Read(Database.Everyone, "AND p.runs_at <= @now ORDER BY p.seq", cancel, ("now", now)))
            if (
                await Turns.Take(
                    world.Database,
                    row.Tenant,
                    "UPDATE approvals SET runs_at = @later WHERE tenant = @tenant AND id = @id AND status = 'approved' AND runs_at = @seen",
                    row.Id,
                    row.RunsAt!.Value,
                    now
                )
            )
                await Pass(row, site, cancel);
    }

    private async Task<List<Row>> Read(string tenant, string condition, CancellationToken cancel, params (string, object?)[] values)
    {
        await using var view = await world.Database.Read(tenant, cancel);
        return tenant == Database.Everyone
            ? await view.Session.Query<Row>(Select + condition, values)
            : await view.Session.Query<Row>(Select + condition, ("tenant", tenant));
    }

    private async Task Pass(Row row, string? site, CancellationToken cancel)
    {
        try
        {
            await PassAgain(row, site, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // It stays approved and is tried again at the next start; whoever approved sees that nothing came of it yet.
            world.Log.LogError(failure, "The approved call {Approval} could not be passed again", row.Id);
        }
    }

    private async Task PassAgain(Row row, string? site, CancellationToken cancel)
    {
        byte[]? plain;
        await using (var view = await world.Database.Read(row.Tenant, cancel))
            plain = await world.Sealer.Unseal(view.Session, row.Tenant, row.Subject, row.Sealed);
        if (plain is null)
            return;
        var held = HeldCall.Open(plain);
        var approval = new Approval(row.Id, row.DecidedBy, row.PlanHash, DateTimeOffset.FromUnixTimeMilliseconds(row.DecidedAt))
        {
            IsEdited = row.Edited is not null,
            Waited = (int)row.Waited,
            IsLate = world.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(row.DecidedAt) > GoodFor && row.RunsAt is not null,
            Reasons = [.. (JsonSerializer.Deserialize<List<Hold>>(row.Reasons) ?? []).Select(h => h.Code)],
        };
        await world.Gate.Pass(
            held.Again(Now(held.By, row), approval, site, row.Edited is null ? null : JsonElement.Parse(row.Edited)),
            cancel
        );
    }

    // The grant may have ended while the person thought: the person's word stands for it. Whoever was suspended since, or lost the role, did lose it.
    private static Principal Now(Principal by, Row row)
    {
        var isActive = row.PersonStatus == "active" && (row.AgentId is null || row.AgentStatus == "active");
        return by with
        {
            Expires = DateTimeOffset.MaxValue,
            Role = Enum.TryParse<Role>(row.Role, ignoreCase: true, out var role) ? role : Role.Auditor,
            Scopes = isActive ? by.Scopes : Scope.None,
        };
    }

    private sealed class Row
    {
        public string Reasons { get; init; } = "[]";
        public long? RunsAt { get; init; }
        public long Waited { get; init; }
        public string? Edited { get; init; }
        public string Id { get; init; } = "";
        public string Tenant { get; init; } = "";
        public string Subject { get; init; } = "";
        public byte[] Sealed { get; init; } = [];
        public string PlanHash { get; init; } = "";
        public string DecidedBy { get; init; } = "";
        public long DecidedAt { get; init; }
        public string? PersonStatus { get; init; }
        public string? Role { get; init; }
        public string? AgentStatus { get; init; }
        public string? AgentId { get; init; }
    }
}

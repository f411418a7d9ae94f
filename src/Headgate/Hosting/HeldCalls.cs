using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>
/// Passes approved calls again: the same call, decided again and judged in full, with the person's word. What was approved just before the process ended is
/// done when it starts again; the approval is spent in the commit, so that nothing is done twice.
/// </summary>
internal sealed class HeldCalls(World world)
{
    private const string Select =
        """
            SELECT p.id, p.tenant, p.subject, p.sealed, p.plan_hash, p.reasons, p.edited, p.decided_by, p.decided_at,
              u.status AS person_status, u.role, g.status AS agent_status, p.agent_id
            FROM approvals p LEFT JOIN users u ON u.tenant = p.tenant AND u.id = p.person_id LEFT JOIN agents g ON g.tenant = p.tenant AND g.id = p.agent_id
            WHERE p.status = 'approved'
            """ + " ";

    /// <summary>Passes those that a person has just approved.</summary>
    public async Task Pass(string tenant, string? site, CancellationToken cancel)
    {
        foreach (var row in await Read(tenant, "AND p.tenant = @tenant ORDER BY p.seq", cancel))
            await Pass(row, site, cancel);
    }

    /// <summary>Passes what was left approved when the process ended.</summary>
    public async Task Resume(string? site, CancellationToken cancel)
    {
        foreach (var row in await Read(Database.Everyone, "ORDER BY p.seq", cancel))
            await Pass(row, site, cancel);
    }

    private async Task<List<Row>> Read(string tenant, string condition, CancellationToken cancel)
    {
        await using var view = await world.Database.Read(tenant, cancel);
        return tenant == Database.Everyone
            ? await view.Session.Query<Row>(Select + condition)
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

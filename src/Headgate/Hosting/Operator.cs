using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>
/// Who reads the data folder runs the server: the local operator. It brings data in and out, looks, and turns outbound off. What opens a door or a switch
/// (grants, links, turning outbound on) needs a named person's token.
/// </summary>
public static class Operator
{
    private static readonly HashSet<string> May = new(StringComparer.Ordinal)
    {
        "imports.begin",
        "imports.chunk",
        "imports.finish",
        "imports.preview",
        "imports.status",
        "exports.page",
        "demo.seed",
        "outbound.off",
        "outbound.status",
        "outbound.held",
        "rollout.status",
        "readiness.report",
        "approvals.list",
        "approvals.get",
        "audit.search",
        "audit.page",
        "audit.get",
        "audit.replay",
        "runs.recorded",
        "audit.proof",
        "audit.checkpoint",
        "retention.list",
        "org.get",
        "users.list",
        "agents.list",
        "pipelines.list",
        "accounts.list",
        "contacts.list",
        "opportunities.list",
        "activities.list",
        "reports.run",
        "reports.list",
        "runs.list",
        "runs.get",
    };

    /// <summary>The operator of an organisation, on behalf of its first administrator.</summary>
    /// <exception cref="StoreException">There is no such organisation, or there are several and none is named.</exception>
    public static async Task<Principal> Of(Site site, string? org, CancellationToken cancel)
    {
        var all = await site.Organisations(cancel);
        var chosen = org is null ? (all.Count == 1 ? all[0] : null) : all.FirstOrDefault(o => o.Id == org || o.Name == org);
        if (chosen is null)
            throw new StoreException(
                all.Count == 0 ? "There is no organisation yet. Run: headgate init --data DIR"
                : org is null ? $"There are several organisations; say which with --org: {string.Join(", ", all.Select(o => o.Name))}."
                : $"There is no organisation {Text.Shown(org)}."
            );
        return new()
        {
            Tenant = chosen.Id,
            Person = chosen.Admin,
            PersonName = $"local operator for {chosen.AdminName}",
            Role = Role.Admin,
            Sees = Visibility.All,
            Scopes = Scope.All,
            Only = May,
            Credential = "operator",
            TimeZone = chosen.TimeZone,
        };
    }

    /// <summary>A local client's agent: <c>local</c>, which only reads, or a named agent with a grant that is still good.</summary>
    /// <exception cref="StoreException">The agent has no good grant.</exception>
    public static async Task<Principal> Agent(Site site, string? name, string? org, CancellationToken cancel)
    {
        var person = await Of(site, org, cancel);
        if (name is null)
            return person with
            {
                PersonName = person.PersonName["local operator for ".Length..],
                Agent = "agt_" + new string('0', Ids.Length),
                AgentName = "local",
                Scopes = Scope.Read,
                Only = null,
                Credential = "stdio",
            };
        return await site.Credentials.NewestOf(person.Tenant, name, cancel)
            ?? throw new StoreException(
                $"The agent {Text.Shown(name)} has no grant that is still good. Make one with: headgate agents create {name} --scopes mcp:read --data {site.Settings.Data}"
            );
    }
}

/// <summary>An organisation, as the host sees it.</summary>
public sealed class Tenant
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string TimeZone { get; init; } = "";
    public string Admin { get; init; } = "";
    public string AdminName { get; init; } = "";
}

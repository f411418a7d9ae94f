using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Organisations;

/// <summary>An organisation as the store keeps it.</summary>
public sealed class OrganisationRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Currency { get; init; } = "";
    public string TimeZone { get; init; } = "";
    public string Outbound { get; init; } = "";
    public string? OutboundReason { get; init; }
    public string? OutboundBy { get; init; }
    public long? OutboundAt { get; init; }
    public string? Icp { get; init; }
    public string? Qualified { get; init; }
    public string? Guidance { get; init; }
    public string? EmailSignature { get; init; }
    public string? Providers { get; init; }
    public string? Guardrails { get; init; }
    public string? Policies { get; init; }
    public string? Connecting { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The caller's organisation.</summary>
    public static async ValueTask<OrganisationRow> Own(Reader reader) =>
        await reader.First<OrganisationRow>("SELECT * FROM organisations WHERE tenant = @tenant AND id = @tenant")
        ?? throw new RefusedException(Refusal.NotFound("organisation", reader.By.Tenant));
}

using Headgate.Features.Outbound;
using Headgate.Store;

namespace Headgate.Features.Organisations;

/// <summary>The organisation's settings as answers show them.</summary>
public sealed record OrganisationShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Currency { get; init; }
    public required string TimeZone { get; init; }
    public required string Outbound { get; init; }
    public string? OutboundReason { get; init; }
    public Named? OutboundBy { get; init; }
    public string? OutboundAt { get; init; }
    public string? Icp { get; init; }
    public string? Qualified { get; init; }
    public string? Guidance { get; init; }
    public string? EmailSignature { get; init; }
    public required long Version { get; init; }

    /// <summary>From a stored row.</summary>
    internal static async ValueTask<OrganisationShown> Of(Reader reader, OrganisationRow row) =>
        new OrganisationShown
        {
            Id = row.Id,
            Name = row.Name,
            Currency = row.Currency,
            TimeZone = row.TimeZone,
            Outbound = "",
            Icp = row.Icp,
            Qualified = row.Qualified,
            Guidance = row.Guidance,
            EmailSignature = row.EmailSignature,
            Version = row.Version,
        }.With(await Switch.Stands(reader, row));

    /// <summary>The same with the switch as it stands.</summary>
    internal OrganisationShown With(Switch stands) =>
        this with
        {
            Outbound = stands.Outbound,
            OutboundReason = stands.Reason,
            OutboundBy = stands.By,
            OutboundAt = stands.At,
        };
}

using Headgate.Store;

namespace Headgate.Features.Organisations;

/// <summary>The organisation's settings as answers show them.</summary>
public sealed record OrganisationShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Currency { get; init; }
    public required string TimeZone { get; init; }
    public required Outbound Outbound { get; init; }
    public string? Icp { get; init; }
    public string? Qualified { get; init; }
    public string? Guidance { get; init; }
    public string? EmailSignature { get; init; }
    public required long Version { get; init; }

    /// <summary>From a stored row.</summary>
    internal static async ValueTask<OrganisationShown> Of(Reader reader, OrganisationRow row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Currency = row.Currency,
            TimeZone = row.TimeZone,
            Outbound = await Outbound.Of(reader, row),
            Icp = row.Icp,
            Qualified = row.Qualified,
            Guidance = row.Guidance,
            EmailSignature = row.EmailSignature,
            Version = row.Version,
        };
}

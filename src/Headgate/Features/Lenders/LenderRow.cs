using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Lenders;

/// <summary>A lender as the store keeps it: its criteria; what is not given does not matter to it.</summary>
public sealed class LenderRow
{
    /// <summary>The columns of every read of lenders; conditions follow.</summary>
    public const string Select = "SELECT l.* FROM lenders l WHERE l.tenant = @tenant";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string? ContactEmail { get; init; }
    public long? MinAmountMinor { get; init; }
    public long? MaxAmountMinor { get; init; }
    public string Currency { get; init; } = "";
    public long? MinMonthlyRevenueMinor { get; init; }
    public long? MinMonthsInBusiness { get; init; }
    public long? MinAverageBalanceMinor { get; init; }
    public long? MaxNegativeDays { get; init; }
    public long? MaxPositions { get; init; }
    public string? ExcludedIndustries { get; init; }
    public string? ExcludedRegions { get; init; }
    public string? Documents { get; init; }
    public long? SpeedDays { get; init; }
    public string? Notes { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>All lenders, by name; organisations have few.</summary>
    public static ValueTask<List<LenderRow>> All(Reader reader) => reader.All<LenderRow>($"{Select} ORDER BY l.name, l.id");

    /// <summary>The lender of that name or id.</summary>
    /// <exception cref="RefusedException">There is none; the refusal says which are near.</exception>
    public static async ValueTask<LenderRow> Need(Reader reader, string field, string given)
    {
        var all = await All(reader);
        return all.FirstOrDefault(l => l.Id == given || string.Equals(l.Name, given.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException(Organisations.Choice.Unknown(field, given, [.. all.Select(l => l.Name)]));
    }

    /// <summary>A list of texts as the store keeps it.</summary>
    public static IReadOnlyList<string> ListOf(string? json) => json is null ? [] : JsonSerializer.Deserialize<string[]>(json) ?? [];
}

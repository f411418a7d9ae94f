using System.Text.Json;

namespace Headgate.Features.Imports;

/// <summary>Reasons counted by code, field and value; many different values become one line, so that a report stays a page.</summary>
internal sealed class Reasons
{
    private const int MostRows = 5;
    private const int MostKinds = 100;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Dictionary<(string Code, string? Field, string? Value), Reason> _all = [];

    /// <summary>Refusals first, then by how many rows they concern.</summary>
    public IReadOnlyList<Reason> All =>
        [.. _all.Values.OrderByDescending(r => r.Refused).ThenByDescending(r => r.Count).ThenBy(r => r.Code, StringComparer.Ordinal)];

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    public static Reasons Read(string? stored)
    {
        var reasons = new Reasons();
        foreach (var reason in stored is null ? [] : JsonSerializer.Deserialize<List<Reason>>(stored, Form)!)
            reasons._all[(reason.Code, reason.Field, reason.Value)] = reason;
        return reasons;
    }

    /// <summary>As a job keeps it; nothing when there is none.</summary>
    public string? Text() => _all.Count == 0 ? null : JsonSerializer.Serialize(All, Form);

    /// <summary>Counts a row.</summary>
    public void Add(Remark remark, long row, bool refused)
    {
        var key = (remark.Code, remark.Field, remark.Value);
        if (!_all.ContainsKey(key) && _all.Count >= MostKinds)
            key = (remark.Code, remark.Field, null);
        var known = _all.GetValueOrDefault(key);
        _all[key] = new()
        {
            Code = remark.Code,
            Refused = refused,
            Why = key.Value is null && remark.Value is not null ? "Further values of this kind." : remark.Why,
            Field = remark.Field,
            Value = key.Value,
            Count = (known?.Count ?? 0) + 1,
            Rows = known is { Rows.Count: >= MostRows } ? known.Rows : [.. known?.Rows ?? [], row],
        };
    }
}

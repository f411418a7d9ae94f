using System.Globalization;
using Headgate.Gate;

namespace Headgate.Features.Undoing;

/// <summary>Earlier and later values as they are told: what an agent must not read elsewhere it is not told here either.</summary>
internal static class Values
{
    /// <summary>A value of a record's field.</summary>
    public static string? Shown(Principal by, RecordKind kind, IDictionary<string, object?>? row, string field, object? value) =>
        value is null ? null
        : kind[field].Class == DataClass.Regulated ? Rendering.Mask
        : kind[field].Class == DataClass.Confidential && !by.IsPerson ? "[confidential]"
        // Custom fields have classes of their own, which only the organisation knows.
        : kind[field] is { Holds: Holds.Json, Class: DataClass.Confidential } ? "[custom fields]"
        : !Sees(by, row) ? "[not yours to see]"
        // No more than a name: what an agent reads here does not taint its run, so no text from outside may be in it.
        : !by.IsPerson && value is string text && !Provenance.IsName(text) ? "[text]"
        : value is byte[] bytes ? $"{bytes.Length} bytes"
        : Convert.ToString(value, CultureInfo.InvariantCulture);

    private static bool Sees(Principal by, IDictionary<string, object?>? row) =>
        by.Sees == Visibility.All
        || row?.TryGetValue("owner_id", out var owner) != true
        || (owner is string id ? id == by.Person || by.Sees == Visibility.Team && by.Team.Contains(id) : by.Sees == Visibility.Team);
}

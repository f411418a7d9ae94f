using Headgate.Gate;
using Headgate.Gate.Matching;
using Headgate.Store;

namespace Headgate.Features;

/// <summary>The record that a create would make a second time.</summary>
internal static class Duplicate
{
    /// <summary>Its id when the caller wants it updated and it exists: by its unique key, or as good as certain by what it says.</summary>
    public static async ValueTask<string?> ToUpdate(
        IMayExist input,
        Reader reader,
        RecordKind kind,
        (string Kind, string? Value) key,
        Func<string, string?> field
    )
    {
        if (input.OnDuplicate != "update")
            return null;
        if (key.Value is { } value && (await reader.Holders(key.Kind, [value])).GetValueOrDefault(value) is { } holder)
            return Ids.Is(holder, kind.Prefix) ? holder : null;
        return await reader.Alike(kind, field) is [{ Match.Grade: Grade.Same } same, ..] ? same.Id : null;
    }

    /// <summary>The fields that are empty and given.</summary>
    public static (string, object?, object?)[] Filled(params IEnumerable<(string Field, string? Stored, string? Given)> fields) =>
        [
            .. fields
                .Where(f => string.IsNullOrEmpty(f.Stored) && !string.IsNullOrWhiteSpace(f.Given))
                .Select(f => (f.Field, (object?)f.Stored, (object?)f.Given!.Trim())),
        ];
}

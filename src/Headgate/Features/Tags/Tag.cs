using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Tags;

/// <summary>A tag of the organisation; records carry tags that exist, never free text.</summary>
public sealed class Tag
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new("tag", "tag", "tags", [new("name", DataClass.Internal), .. Columns.Clocks]);

    /// <summary>A tag on a record.</summary>
    public static readonly RecordKind Tagging = new(
        "tagging",
        "tgg",
        "taggings",
        new("tag_id", DataClass.Internal),
        new("record_id", DataClass.Internal),
        new("created_at", DataClass.Internal, Holds.Whole) { Bookkeeping = true }
    );

    public string Id { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>The tag of that name.</summary>
    /// <exception cref="RefusedException">There is none; the refusal says which are near.</exception>
    public static async ValueTask<Tag> Need(Reader reader, string field, string given)
    {
        var all = await reader.All<Tag>("SELECT id, name FROM tags WHERE tenant = @tenant ORDER BY name");
        return all.FirstOrDefault(t => string.Equals(t.Name, given.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException(Choice.Unknown(field, given, [.. all.Select(t => t.Name)]));
    }

    /// <summary>The names of a record's tags.</summary>
    public static async ValueTask<IReadOnlyList<string>> Of(Reader reader, string record) =>
        [
            .. (
                await reader.All<Tag>(
                    "SELECT t.id, t.name FROM taggings g JOIN tags t ON t.tenant = g.tenant AND t.id = g.tag_id WHERE g.tenant = @tenant AND g.record_id = @record ORDER BY t.name",
                    ("record", record)
                )
            ).Select(t => t.Name),
        ];
}

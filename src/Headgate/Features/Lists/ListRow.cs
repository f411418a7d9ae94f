using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Lists;

/// <summary>A list as the store keeps it.</summary>
public sealed class ListRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Entries { get; init; } = "[]";
    public long UpdatedAt { get; init; }

    /// <summary>What is on it.</summary>
    public IReadOnlyList<string> All => JsonSerializer.Deserialize<List<string>>(Entries) ?? [];

    /// <summary>The list of a name.</summary>
    public static ValueTask<ListRow?> Of(Reader reader, string name) =>
        reader.First<ListRow>("SELECT l.* FROM lists l WHERE l.tenant = @tenant AND l.name = @name", ("name", name));
}

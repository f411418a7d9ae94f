using System.Text.Json;

namespace Headgate.Tests.Stories;

/// <summary>A client in which a story is lived through.</summary>
public abstract class StoryClient : IAsyncDisposable
{
    /// <summary>Calls a tool and gives its structured answer.</summary>
    public abstract Task<JsonElement> Call(string tool, object arguments);

    /// <summary>All items of a list, page by page.</summary>
    public async Task<List<JsonElement>> Pages(string tool, Dictionary<string, object> arguments)
    {
        var items = new List<JsonElement>();
        while (true)
        {
            var page = await Call(tool, arguments);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            if (!page.TryGetProperty("next_cursor", out var next))
                return items;
            arguments["cursor"] = next.GetString()!;
        }
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

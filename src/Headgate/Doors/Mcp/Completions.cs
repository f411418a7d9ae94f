using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Hosting;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>Completions: ids by the beginning of a name, for prompts and resource templates.</summary>
internal sealed class Completions(Site site)
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["headgate://accounts/{id}"] = "account",
        ["headgate://contacts/{id}"] = "contact",
        ["headgate://opportunities/{id}"] = "opportunity",
        ["headgate://conversations/{id}"] = "conversation",
        ["headgate://documents/{id}"] = "document",
        ["account"] = "account",
        ["opportunity"] = "opportunity",
        ["lender"] = "lender",
    };

    public async ValueTask<CompleteResult> Complete(Caller caller, CompleteRequestParams asked, CancellationToken cancel)
    {
        var about = asked.Ref is ResourceTemplateReference { Uri: { } template } ? template : asked.Argument.Name;
        if (about == "headgate://tools/{name}")
            return Values(
                site.Catalogue.All.Where(a => a.Offered == Offered.Tool)
                    .Select(a => a.WireName)
                    .Where(n => n.StartsWith(asked.Argument.Value, StringComparison.Ordinal))
            );
        if (!Kinds.TryGetValue(about, out var kind))
            return Values([]);
        var arguments = new JsonObject { ["kind"] = kind, ["prefix"] = asked.Argument.Value };
        var outcome = await site.Pass(
            caller.By,
            Door.Mcp,
            "completions.complete",
            JsonSerializer.SerializeToElement(arguments),
            new(caller.Client),
            cancel
        );
        if (outcome.Refusal is not null)
            return Values([]);
        return Values(
            JsonElement.Parse(outcome.Json.Span).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)
        );
    }

    private static CompleteResult Values(IEnumerable<string> values)
    {
        var all = values.ToList();
        return new()
        {
            Completion = new()
            {
                Values = [.. all.Take(100)],
                Total = all.Count,
                HasMore = all.Count > 100,
            },
        };
    }
}

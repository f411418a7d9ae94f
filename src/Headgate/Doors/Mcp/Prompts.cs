using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Gate.Guards;
using Headgate.Gate.Schemas;
using Headgate.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>Prompts: actions whose answer is a message with live data. A prompt's arguments come as texts.</summary>
internal sealed class Prompts(Site site)
{
    public ListPromptsResult List(Principal by) =>
        new()
        {
            Prompts =
            [
                .. site
                    .Catalogue.All.Where(a => a.Offered == Offered.Prompt && ScopesGuard.Shows(by, a))
                    .Select(a => new Prompt
                    {
                        Name = NameOf(a),
                        Title = a.Title,
                        Description = a.Description,
                        Arguments =
                        [
                            .. a.Takes.Properties.Select(p => new PromptArgument
                            {
                                Name = p.Name,
                                Description = p.Node.Description,
                                Required = p.Required,
                            }),
                        ],
                    }),
            ],
        };

    public async ValueTask<GetPromptResult> Get(Caller caller, GetPromptRequestParams asked, CancellationToken cancel)
    {
        var action = site.Catalogue.All.FirstOrDefault(a => a.Offered == Offered.Prompt && (NameOf(a) == asked.Name || a.Id == asked.Name));
        if (action is null)
            throw new McpProtocolException($"There is no prompt {Text.Shown(asked.Name)}.", McpErrorCode.InvalidParams);
        var outcome = await site.Pass(caller.By, Door.Mcp, action.Id, Arguments(action, asked.Arguments), new(caller.Client), cancel);
        if (outcome.Refusal is { } refusal)
            throw new McpProtocolException(ToolAnswer.Sentence(refusal), McpErrorCode.InvalidParams);
        var answer = JsonElement.Parse(outcome.Json.Span);
        return new()
        {
            Description = answer.GetProperty("description").GetString(),
            Messages =
            [
                new()
                {
                    Role = ModelContextProtocol.Protocol.Role.User,
                    Content = new TextContentBlock { Text = TextOf(answer) },
                },
            ],
        };
    }

    // What is confidential comes behind the text, as far as the gate left it in.
    private static string TextOf(JsonElement answer)
    {
        var text = answer.GetProperty("text").GetString()!;
        return answer.TryGetProperty("details", out var details) ? $"{text}\n\n{details.GetString()}" : text;
    }

    private static string NameOf(ActionSpec action) => action.Id[(action.Id.IndexOf('.') + 1)..];

    private static JsonElement Arguments(ActionSpec action, IDictionary<string, JsonElement>? given)
    {
        var arguments = new JsonObject();
        foreach (var (name, value) in given ?? new Dictionary<string, JsonElement>())
        {
            var number = action.Takes.Properties.FirstOrDefault(p => p.Name == name)?.Node is NumberNode;
            arguments[name] =
                number && value.ValueKind == JsonValueKind.String && long.TryParse(value.GetString(), out var whole)
                    ? JsonValue.Create(whole)
                    : JsonNode.Parse(value.GetRawText());
        }
        return JsonSerializer.SerializeToElement(arguments);
    }
}

using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Conformance;

/// <summary>The suite's resources.</summary>
internal static class FixtureResources
{
    public static ListResourcesResult List() =>
        Samples.Of<ListResourcesResult>(
            """
            {"resources":[
              {"uri":"test://static-text","name":"Static text","description":"A text that stays","mimeType":"text/plain"},
              {"uri":"test://static-binary","name":"Static image","description":"An image that stays","mimeType":"image/png"},
              {"uri":"test://watched-resource","name":"Watched","description":"A text to watch","mimeType":"text/plain"}
            ]}
            """
        );

    public static ListResourceTemplatesResult Templates() =>
        Samples.Of<ListResourceTemplatesResult>(
            """
            {"resourceTemplates":[
              {"uriTemplate":"test://template/{id}/data","name":"Template","description":"Data by id","mimeType":"application/json"}
            ]}
            """
        );

    public static ReadResourceResult Read(string uri) =>
        uri.Split('/') switch
        {
            ["test:", "", "static-text"] => Text(uri, "text/plain", "This is the content of the static text resource."),
            ["test:", "", "watched-resource"] => Text(uri, "text/plain", "Watched."),
            ["test:", "", "static-binary"] => new()
            {
                Contents = [BlobResourceContents.FromBytes(Convert.FromBase64String(Samples.Png), uri, "image/png")],
            },
            ["test:", "", "template", var id, "data"] => Text(
                uri,
                "application/json",
                $$"""{"id":"{{id}}","templateTest":true,"data":"Data for ID: {{id}}"}"""
            ),
            _ => throw new McpProtocolException($"There is no resource {uri}.", McpErrorCode.ResourceNotFound),
        };

    private static ReadResourceResult Text(string uri, string type, string text) =>
        new()
        {
            Contents =
            [
                new TextResourceContents
                {
                    Uri = uri,
                    MimeType = type,
                    Text = text,
                },
            ],
        };
}

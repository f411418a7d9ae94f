using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>What the C# client finds; run in both eras over HTTP and over standard streams by thin subclasses.</summary>
public abstract class SdkClientTests(ProductServer product, string version) : IAsyncLifetime
{
    protected ProductServer Product => product;

    protected string Version => version;

    protected McpClient Client { get; private set; } = null!;

    /// <summary>A new connection.</summary>
    protected abstract Task<McpClient> Connect();

    public async ValueTask InitializeAsync() => Client = await product.Client("one", Connect);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_agrees_on_the_version_and_lists_the_tools()
    {
        Assert.Equal(version, Client.NegotiatedProtocolVersion);
        Assert.Equal("headgate", Client.ServerInfo?.Name);
        Assert.Contains("acting for", Client.ServerInstructions ?? "");
        Assert.Equal(37, (await Client.ListToolsAsync()).Count);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.4.1")]
    public async Task A_call_answers_the_same_as_text_and_as_structured_content()
    {
        var answer = await Create("Ann Structured");
        Assert.NotEqual(true, answer.IsError);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(answer.Content)).Text;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(text), answer.StructuredContent!.Value));
        Assert.Equal("Ann Structured", Contact(answer).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_refusal_is_a_result_that_says_what_to_do()
    {
        var answer = await Call("contacts_get", new() { ["id"] = "con_nonsense" });
        Assert.True(answer.IsError);
        Assert.Equal("schema.invalid", answer.StructuredContent!.Value.GetProperty("code").GetString());
        Assert.StartsWith("schema.invalid: id: ", Assert.IsType<TextContentBlock>(answer.Content[0]).Text);
    }

    [Fact]
    public async Task An_unknown_tool_is_an_error_that_names_the_nearest()
    {
        var error = await Assert.ThrowsAsync<McpProtocolException>(() => Call("contact_list", []));
        Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
        Assert.Contains("contacts_list", error.Message);
    }

    [Fact]
    public async Task Progress_is_told()
    {
        // This client hears nothing more once the answer is there, and may handle that first: ProgressTests count on the wire.
        var told = new Progress();
        for (var i = 0; i < 20 && told.Count == 0; i++)
            await Client.CallToolAsync("contacts_list", new Dictionary<string, object?> { ["limit"] = 1 }, told);
        Assert.NotEqual(0, told.Count);
    }

    [Fact]
    public async Task Lists_go_on_by_cursor_and_end()
    {
        for (var i = 0; i < 3; i++)
            await Create($"Paged {i}");
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var arguments = new Dictionary<string, object?> { ["limit"] = 2 };
            if (cursor is not null)
                arguments["cursor"] = cursor;
            var page = (await Call("contacts_list", arguments)).StructuredContent!.Value;
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!));
            cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
        } while (cursor is not null && ids.Count < 1000);
        Assert.True(ids.Count >= 3);
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_cursor_that_nobody_gave_out_is_refused()
    {
        var error = await Assert.ThrowsAsync<McpProtocolException>(async () =>
            await Client.ListToolsAsync(new ListToolsRequestParams { Cursor = "nonsense" })
        );
        Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
    }

    [Fact]
    public async Task Prompts_answer_with_live_data()
    {
        var prompts = await Client.ListPromptsAsync();
        Assert.Equal(5, prompts.Count);
        var stale = await Client.GetPromptAsync("stale_deal_alert", new Dictionary<string, object?> { ["days"] = "14" });
        Assert.Contains("14 days", Assert.IsType<TextContentBlock>(Assert.Single(stale.Messages).Content).Text);
        var error = await Assert.ThrowsAsync<McpProtocolException>(async () => await Client.GetPromptAsync("nothing"));
        Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
    }

    [Fact]
    public async Task Resources_and_templates_read_through_the_gate()
    {
        Assert.Equal(2, (await Client.ListResourcesAsync()).Count);
        Assert.Equal(6, (await Client.ListResourceTemplatesAsync()).Count);
        Assert.Contains("Qualification", Text(await Client.ReadResourceAsync("headgate://schema")));
        Assert.Contains("output_schema", Text(await Client.ReadResourceAsync("headgate://tools/contacts_list")));
        var id = Contact(await Create("Ann Read")).GetProperty("id").GetString()!;
        Assert.Contains("Ann Read", Text(await Client.ReadResourceAsync($"headgate://contacts/{id}")));
        foreach (
            var unknown in (string[])[$"headgate://contacts/con_{new string('0', 26)}", "headgate://nothing/here", "file:///etc/passwd"]
        )
        {
            var error = await Assert.ThrowsAsync<McpProtocolException>(async () => await Client.ReadResourceAsync(unknown));
            Assert.Equal(version == Wire.Modern ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound, error.ErrorCode);
        }
    }

    [Fact]
    public async Task Completion_finds_ids_by_the_beginning_of_a_name()
    {
        var id = Contact(await Create("Zora Completed")).GetProperty("id").GetString()!;
        var contacts = new ResourceTemplateReference { Uri = "headgate://contacts/{id}" };
        Assert.Contains(id, (await Client.CompleteAsync(contacts, "id", "Zora")).Completion.Values);
        Assert.Contains(id, (await Client.CompleteAsync(contacts, "id", id[..10])).Completion.Values);
        var tools = new ResourceTemplateReference { Uri = "headgate://tools/{name}" };
        Assert.Contains("contacts_list", (await Client.CompleteAsync(tools, "name", "contacts_")).Completion.Values);
        var other = new PromptReference { Name = "stale_deal_alert" };
        Assert.Empty((await Client.CompleteAsync(other, "days", "1")).Completion.Values);
    }

    protected Task<CallToolResult> Call(string name, Dictionary<string, object?> arguments) =>
        Client.CallToolAsync(name, arguments).AsTask();

    protected Task<CallToolResult> Create(string name) =>
        Call("contacts_create", new() { ["name"] = name, ["email"] = $"{Guid.NewGuid():n}@structured.example" });

    protected static JsonElement Contact(CallToolResult answer) =>
        answer.IsError == true
            ? throw new InvalidOperationException(answer.StructuredContent!.Value.ToString())
            : answer.StructuredContent!.Value.GetProperty("contact");

    private static string Text(ReadResourceResult read) => Assert.IsType<TextResourceContents>(Assert.Single(read.Contents)).Text;

    private sealed class Progress : IProgress<ProgressNotificationValue>
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Report(ProgressNotificationValue value) => Interlocked.Increment(ref _count);
    }
}

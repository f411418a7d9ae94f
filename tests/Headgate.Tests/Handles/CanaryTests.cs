using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Tests.Guards;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Handles;

/// <summary>On the embedded store.</summary>
public sealed class SqliteCanaryTests : CanaryTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresCanaryTests(PostgresServer server) : CanaryTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>
/// Regulated values planted in every text of the store, and every action called through every door with grants that show all and little: none comes out. Set
/// CANARIES to the number of calls.
/// </summary>
public abstract class CanaryTests : IAsyncLifetime
{
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("CANARIES"), out var asked) ? asked : 600;

    private static readonly string[] Planted =
    [
        "4111 1111 1111 1111",
        "DE89370400440532013000",
        "219-09-9999",
        "12345678Z",
        "86095742719",
        "RSSMRA85T10A562S",
        "529.982.247-25",
        "AB 12 34 56 C",
        Books.Secret,
    ];

    // Where somebody may have written: every text that an answer shows.
    private static readonly string[] Texts =
    [
        "UPDATE contacts SET title = @text, city = @text, description = @text WHERE tenant = @tenant",
        "UPDATE accounts SET description = @text, industry = @text WHERE tenant = @tenant",
        "UPDATE opportunities SET name = @text, description = @text WHERE tenant = @tenant",
        "UPDATE activities SET subject = @text, body = @text WHERE tenant = @tenant",
        "UPDATE tasks SET title = @text, body = @text WHERE tenant = @tenant",
        "UPDATE notes SET body = @text WHERE tenant = @tenant",
        "UPDATE conversations SET subject = @text WHERE tenant = @tenant",
        "UPDATE messages SET subject = @text, body = @text WHERE tenant = @tenant",
        "UPDATE drafts SET subject = @text, body = @text WHERE tenant = @tenant",
        "UPDATE documents SET name = @text, text = @text WHERE tenant = @tenant",
        "UPDATE lenders SET notes = @text WHERE tenant = @tenant",
        "UPDATE events SET title = @text, place = @text WHERE tenant = @tenant",
    ];

    private House _house = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _house = await House.Open(await NewDatabase());
        var text = string.Join(" and ", Planted[..^1]);
        foreach (var sql in Texts)
            await _house.Execute(sql, ("text", text));
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.5.4")]
    [Proves(Frameworks.Llm, "LLM02")]
    [Proves(Frameworks.Mcp, "MCP10")]
    public async Task None_comes_out_of_any_action_through_any_door()
    {
        var grants = await Grants.Make(_house);
        var samples = new Samples(_house.Books.Ours);
        Way[] ways =
        [
            new McpWay(_house, modern: true),
            new McpWay(_house, modern: false),
            new RestWay(_house, "rest"),
            new RestWay(_house, "cli"),
        ];
        var actions = _house.Books.Catalogue.All.Where(a => a.Offered != Offered.People).ToList();
        var (calls, masked, n) = (0, 0, 5000);
        List<string> leaks = [];
        while (calls < Count)
            foreach (var action in actions)
            foreach (var way in ways.Where(w => w.LeadsTo(action)))
            foreach (var token in (string[])[grants.Full, grants.Blind])
            {
                var arguments = samples.Of(action, ++n);
                if (n % 3 == 0 && action.Effect == Effect.Read && way.TakesArguments(action))
                    Widen(action, arguments);
                if (action.Effect != Effect.Read)
                    arguments["dry_run"] = n % 2 == 0;
                // A refusal may quote what was given.
                if (n % 5 == 0 && Applicable.Text(action) is { } given && way.TakesArguments(action))
                    arguments[given] = Planted[n % (Planted.Length - 1)];
                var told = await way.Call(action, arguments, token);
                calls++;
                masked += told.Text.Contains("[regulated", StringComparison.Ordinal) ? 1 : 0;
                if (Planted.FirstOrDefault(p => told.Text.Contains(p, StringComparison.Ordinal)) is { } seen)
                    leaks.Add($"{action.Id} through {way.Name}: {seen} in {told.Text[..Math.Min(200, told.Text.Length)]}");
            }
        TestContext.Current.TestOutputHelper?.WriteLine($"{calls} calls, {masked} answers with a mask, {leaks.Count} with a canary");
        Assert.Empty(leaks.Distinct().Take(20));
        // The canaries were there to be seen.
        Assert.True(masked > calls / 10, $"{masked} of {calls}");
    }

    // Everything that a read can be asked to include.
    private static void Widen(ActionSpec action, JsonObject arguments)
    {
        foreach (var property in action.Takes.Properties)
            if (property.Node is ListNode { Item: TextNode { OneOf: { } all } })
                arguments[property.Name] = new JsonArray([.. all.Select(a => (JsonNode)a)]);
    }
}

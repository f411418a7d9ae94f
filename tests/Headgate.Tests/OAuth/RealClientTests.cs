using System.Text.Json;
using Headgate.Tests.Doors.Mcp;
using Headgate.Tests.Running;
using ModelContextProtocol.Authentication;
using ModelContextProtocol.Client;

namespace Headgate.Tests.OAuth;

/// <summary>Other people's clients connect from the address alone; a person in a real browser signs in and lets them in.</summary>
public sealed class RealClientTests(ProductServer product) : IClassFixture<ProductServer>
{
    [Theory]
    [InlineData("legacy", Wire.Legacy, "Ida Stepped")]
    [InlineData("auto", Wire.Modern, "Oluwaseun Grown")]
    public async Task The_TypeScript_client_connects_calls_and_steps_up(string mode, string version, string name)
    {
        var saw = Read(await NodeClients.Script("oauth.mjs", mode, product.Mcp, await Link(), name, $"{Ports.Free()}"));
        Assert.Equal(version, saw.GetProperty("version").GetString());
        Assert.Equal(["mcp:read", "mcp:read mcp:write"], saw.GetProperty("asked").EnumerateArray().Select(a => a.GetString()!));
        Assert.Equal("mcp:read mcp:write", saw.GetProperty("granted").GetString());
        Assert.Equal("Sales", saw.GetProperty("read").GetString());
        Assert.Equal(name, saw.GetProperty("written").ToString());
        Assert.Equal("sign in first", saw.GetProperty("saw")[0].GetString());
    }

    [Fact]
    public async Task Mcp_remote_connects_calls_and_steps_up()
    {
        var saw = Read(await NodeClients.Script("remote.mjs", "mcp-remote", product.Mcp, await Link()));
        Assert.Equal(["mcp:read", "mcp:read mcp:write"], saw.GetProperty("asked").EnumerateArray().Select(a => a.GetString()!));
        Assert.Equal("Sales", saw.GetProperty("read").GetString());
        Assert.Equal("Rae Remote", saw.GetProperty("written").GetString());
    }

    [Theory]
    [InlineData("legacy")]
    [InlineData("modern")]
    public async Task Inspector_connects_and_calls(string era)
    {
        var saw = Read(await NodeClients.Script("remote.mjs", "inspector", era, product.Mcp, await Link()));
        Assert.Equal("Sales", saw.GetProperty("read").GetString());
        Assert.Equal("mcp:read", saw.GetProperty("asked")[0].GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Wire.Legacy)]
    public async Task The_CSharp_client_connects_calls_and_steps_up(string? version)
    {
        List<string> asked = [];
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(
                new()
                {
                    Endpoint = new(product.Mcp),
                    TransportMode = HttpTransportMode.StreamableHttp,
                    OAuth = new()
                    {
                        RedirectUri = new($"http://127.0.0.1:{Ports.Free()}/callback"),
                        DynamicClientRegistration = new() { ClientName = $"C# {version}" },
                        AuthorizationCallbackHandler = async (context, cancel) =>
                        {
                            asked.Add(System.Web.HttpUtility.ParseQueryString(context.AuthorizationUri.Query)["scope"]!);
                            var answer = Read(await NodeClients.Script("person.mjs", await Link(), context.AuthorizationUri.ToString()));
                            return new AuthorizationResult
                            {
                                Code = answer.GetProperty("code").GetString()!,
                                State = answer.GetProperty("state").GetString(),
                                Iss = answer.GetProperty("iss").GetString(),
                            };
                        },
                    },
                }
            ),
            Patient.Options(version)
        );
        var read = await client.CallToolAsync("pipelines_list", new Dictionary<string, object?>(StringComparer.Ordinal));
        Assert.NotEqual(true, read.IsError);
        var written = await client.CallToolAsync(
            "contacts_create",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = "Cy Sharp", ["email"] = $"cy{version}@sharp.example" }
        );
        Assert.True(written.IsError != true, written.StructuredContent?.ToString());
        Assert.Equal("mcp:read", asked[0]);
        Assert.Equal("mcp:read mcp:write", asked[^1]);
    }

    [Fact]
    public async Task The_conformance_suite_finds_nothing_wrong_with_the_authorization_server()
    {
        var saw = Read(await NodeClients.Script("conformance.mjs", product.Root, product.Mcp, await Link(), $"{Ports.Free()}"));
        Assert.True(saw.GetProperty("exit").GetInt32() == 0, saw.GetProperty("said").GetString());
        Assert.Contains("3 passed, 0 failed", saw.GetProperty("said").GetString());
    }

    private async Task<string> Link() =>
        $"{product.Root}/sign-in/{(await product.Person("users.link", new { person = "me" })).GetProperty("sign_in_link").GetString()}";

    private static JsonElement Read(Said said)
    {
        Assert.True(said.Exit == 0, said.Output + said.Errors);
        return JsonElement.Parse(said.Output.Trim().Split('\n')[^1]);
    }
}

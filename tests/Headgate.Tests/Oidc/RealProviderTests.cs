using System.Net;
using System.Text.Json;
using Headgate.Tests.Doors.Mcp;
using Headgate.Tests.Running;

namespace Headgate.Tests.Oidc;

/// <summary>Other people's identity providers sign a person in through a real browser, and what they sign is accepted.</summary>
public sealed class RealProviderTests : IAsyncLifetime
{
    private readonly ProductServer _product = new();
    private readonly Wire _wire = new();

    public async ValueTask InitializeAsync()
    {
        await _product.InitializeAsync();
        await _product.Person(
            "users.invite",
            new
            {
                name = "Olga Invited",
                email = "olga@northwind.example",
                role = "rep",
            }
        );
    }

    public ValueTask DisposeAsync()
    {
        _wire.Dispose();
        return _product.DisposeAsync();
    }

    [Fact]
    public async Task A_certified_provider_signs_a_person_in_and_its_access_token_opens_the_address_that_it_is_for()
    {
        var saw = await SignIn("oidc-provider", port => new { issuer = $"http://127.0.0.1:{port}" });
        Assert.Equal("Olga Invited", saw.GetProperty("who").GetProperty("name").GetString());
        var token = saw.GetProperty("token").GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await _wire.Ask(_product.Mcp, token, "tools/list")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _wire.Ask(_product.Root + "/mcp/read", token, "tools/list")).Status);
        var agents = (await _product.Person("agents.list", new { })).GetProperty("items").EnumerateArray();
        Assert.Contains(agents, a => a.GetProperty("name").GetString() == "assistant by Example (Olga Invited)");
    }

    [Theory]
    [InlineData("microsoft", "entra", "/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0")]
    [InlineData("okta", "okta", "/oauth2/default")]
    [InlineData("google", "google", "")]
    public async Task The_shapes_of_Entra_Okta_and_Google_sign_a_person_in(string service, string shape, string path)
    {
        var saw = await SignIn(
            service,
            port => new
            {
                shape,
                issuer = $"http://127.0.0.1:{port}{path}",
                directory = shape == "entra" ? path.Split('/')[1] : null,
                trust_email = shape == "entra",
            }
        );
        Assert.Equal("Olga Invited", saw.GetProperty("who").GetProperty("name").GetString());
    }

    private async Task<JsonElement> SignIn(string kind, Func<int, object> settings)
    {
        // The provider's, and the one at which a client of its takes an answer.
        var port = Ports.InARow(2);
        var given = JsonSerializer.SerializeToNode(settings(port))!.AsObject();
        foreach (var (key, _) in given.Where(g => g.Value is null).ToList())
            given.Remove(key);
        foreach (
            var (key, value) in JsonSerializer
                .SerializeToNode(
                    new
                    {
                        name = "Example",
                        client = "headgate",
                        client_secret = "the secret of Headgate there",
                        uses = new[] { "sign_in", "tokens" },
                        audiences = new[] { _product.Mcp },
                        loopback = true,
                    }
                )!
                .AsObject()
        )
            given[key] = value!.DeepClone();
        var id = (await _product.Person("providers.configure", given)).GetProperty("id").GetString()!;
        var said = await NodeClients.Script("signin.mjs", kind, $"{port}", _product.Root, id, "Example");
        Assert.True(said.Exit == 0, $"{said.Output}\n{said.Errors}");
        var saw = JsonElement.Parse(said.Output.Trim().Split('\n')[^1]);
        Assert.True(saw.GetProperty("who").TryGetProperty("name", out _), $"{saw}");
        return saw;
    }
}

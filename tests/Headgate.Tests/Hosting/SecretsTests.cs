using System.Text;
using System.Text.Json;
using Headgate.Features;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Tests.Hosting;

/// <summary>What is sealed of a call before anybody looks at it, whatever its bytes are.</summary>
public sealed class SecretsTests
{
    private readonly Secrets _secrets = new(Actions.Catalogue(), new Sealer(new byte[32]));

    [Fact]
    public void A_secret_is_sealed_and_the_rest_stays_as_it_came()
    {
        var kept = Seal("""{"name":"Okta","client_secret":"hush"}"""u8);
        Assert.Equal("Okta", kept.GetProperty("name").GetString());
        Assert.Equal("hush", _secrets.Open("org", kept.GetProperty("client_secret").GetString()!));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("client_secret")]
    public void Bytes_that_are_no_text_come_through_for_the_schema_to_refuse(string field)
    {
        var given = Encoding.UTF8.GetBytes($$"""{"{{field}}":"a?b"}""");
        given[Array.IndexOf(given, (byte)'?')] = 0xFF;
        var kept = Seal(given);
        Assert.Throws<InvalidOperationException>(() => kept.GetProperty(field).GetString());
    }

    private JsonElement Seal(ReadOnlySpan<byte> arguments) => _secrets.Seal("org", "providers.configure", JsonElement.Parse(arguments));
}

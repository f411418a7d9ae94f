namespace Headgate.Tests.Commands;

/// <summary>A sign-in link leads to the server that runs, wherever it listens.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task A_link_names_the_address_of_the_server_that_runs()
    {
        await using CommandProgram office = new();
        await office.Init();
        var (_, address) = await office.Serve();
        var (status, output, errors) = await office.Run("users", "link", "me", "--data", office.Folder);
        Assert.True(status == 0, output + errors);
        Assert.StartsWith($"{address}sign-in/hgl_", output, StringComparison.Ordinal);
    }
}

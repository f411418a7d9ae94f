using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Headgate.Tests.Commands;

/// <summary>The log as an operator sees it: while the server runs, after it was killed, and of an export.</summary>
public sealed class AuditCommandTests
{
    [Fact]
    public async Task A_server_that_is_killed_while_it_writes_leaves_a_log_that_is_whole_and_can_be_handed_over()
    {
        await using CommandProgram office = new();
        await office.Init();
        for (var round = 0; round < 3; round++)
        {
            var (process, address) = await office.Serve();
            using HttpClient client = new()
            {
                BaseAddress = address,
                DefaultRequestHeaders =
                {
                    Authorization = new AuthenticationHeaderValue("Bearer", office.Environment["HEADGATE_PERSON_TOKEN"]),
                },
            };
            var writers = Enumerable.Range(0, 4).Select(i => Write(client, round, i)).ToList();
            await Task.Delay(1200 + 300 * round);
            if (round == 0)
                Assert.True((await office.Json("audit", "verify", "--data", office.Folder, "--json")).GetProperty("whole").GetBoolean());
            process.Kill();
            await process.WaitForExitAsync();
            await Task.WhenAll(writers);
            var report = await office.Json("audit", "verify", "--data", office.Folder, "--json");
            Assert.True(report.GetProperty("entries").GetInt64() > round);
        }
        var key = (await office.Run("audit", "key", "--data", office.Folder)).Output.Trim();
        Assert.StartsWith("headgate/org_", key, StringComparison.Ordinal);
        var bundle = Path.Combine(office.Folder, "log.zip");
        await office.Json("audit", "export", "--out", bundle, "--data", office.Folder, "--json");
        var heads = Path.Combine(office.Folder, "checkpoints");
        Assert.Equal(0, (await office.Run("audit", "verify", bundle, "--key", key, "--heads", heads)).Status);
        Assert.Equal(
            1,
            (
                await office.Run(
                    "audit",
                    "verify",
                    bundle,
                    "--key",
                    key.Replace("headgate/org_", "headgate/org_0", StringComparison.Ordinal)
                )
            ).Status
        );
        Assert.Equal(2, (await office.Run("audit", "verify", heads, "--key", key)).Status);
        var found = await office.Json("audit", "search", "--action", "contacts.create", "--limit", "1", "--data", office.Folder, "--json");
        var id = found.GetProperty("items")[0].GetProperty("id").GetString()!;
        var proof = Path.Combine(office.Folder, "one.tlog-proof");
        await office.Json("audit", "proof", id, "--out", proof, "--data", office.Folder, "--json");
        Assert.Equal(0, (await office.Run("audit", "verify", proof, "--key", key)).Status);
        var (status, _, why) = await office.Run("audit", "export", "--out", bundle, "--data", office.Folder);
        Assert.Equal(2, status);
        Assert.Contains("exists already", why, StringComparison.Ordinal);
    }

    private static async Task Write(HttpClient client, int round, int writer)
    {
        try
        {
            for (var i = 0; ; i++)
                await client.PostAsJsonAsync("/api/v1/contacts/create", new { name = $"Contact {round} {writer} {i}" });
        }
        catch (HttpRequestException)
        {
            // It was killed.
        }
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Headgate.Tests.Commands;

/// <summary>Backup while it runs, restore, and go on from there.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task What_a_backup_of_a_running_server_holds_is_there_after_a_restore_and_nothing_else()
    {
        await using CommandProgram office = new();
        await office.Init();
        var (_, address) = await office.Serve();
        await Create(office, address, "Before");
        var copy = Path.Combine(office.Folder, "copy");
        await office.Json("backup", copy, "--data", office.Folder, "--json");
        await Create(office, address, "After");

        await using CommandProgram other = new();
        other.Environment["HEADGATE_PERSON_TOKEN"] = office.Environment["HEADGATE_PERSON_TOKEN"];
        await other.Json("restore", copy, "--data", other.Folder, "--json");
        Assert.True((await other.Json("migrate", "--data", other.Folder, "--json")).GetProperty("schema").GetInt32() > 0);
        var (_, restored) = await other.Serve();
        using var client = Client(other, restored);
        var page = await client.GetStringAsync("/api/v1/contacts/list");
        Assert.Contains("Before", page, StringComparison.Ordinal);
        Assert.DoesNotContain("After", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_backup_and_what_is_not_empty_is_refused_in_a_sentence()
    {
        await using CommandProgram office = new();
        await office.Init();
        var (status, _, why) = await office.Run("restore", office.Folder, "--data", Path.Combine(office.Folder, "new"));
        Assert.Equal(2, status);
        Assert.Contains("is not a Headgate backup", why, StringComparison.Ordinal);
        (status, _, why) = await office.Run("backup", office.Folder, "--data", office.Folder);
        Assert.Equal(2, status);
        Assert.Contains("is not empty", why, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", why, StringComparison.Ordinal);
    }

    private static async Task Create(CommandProgram office, Uri address, string name)
    {
        using var client = Client(office, address);
        (await client.PostAsJsonAsync("/api/v1/contacts/create", new { name })).EnsureSuccessStatusCode();
    }

    private static HttpClient Client(CommandProgram office, Uri address) =>
        new()
        {
            BaseAddress = address,
            DefaultRequestHeaders =
            {
                Authorization = new AuthenticationHeaderValue("Bearer", office.Environment["HEADGATE_PERSON_TOKEN"]),
            },
        };
}

using System.Text;
using System.Text.Json;
using Headgate.Tests.Commands;
using Headgate.Tests.Running;

namespace Headgate.Tests.Controls;

/// <summary>What a fresh store and its sources show to whoever looks for tokens, open doors and unpinned packages.</summary>
public sealed class FreshStoreTests
{
    [Fact]
    [Proves(Frameworks.Aisvs, "10.2.3")]
    [Proves(Frameworks.Mcp, "MCP01")]
    public async Task No_file_of_the_data_folder_holds_a_token()
    {
        await using CommandProgram office = new();
        await office.Init();
        var (_, address) = await office.Serve();
        var made = await office.Json("agents", "create", "claude", "--scopes", "mcp:read", "--data", office.Folder, "--json");
        var tokens = new[] { made.GetProperty("token").GetString()!, office.Environment["HEADGATE_PERSON_TOKEN"] };
        using HttpClient client = new() { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", tokens[1]);
        Assert.True(
            (
                await client.PostAsync("/api/v1/contacts/list", new StringContent("{}", Encoding.UTF8, "application/json"))
            ).IsSuccessStatusCode
        );
        var files = Directory
            .GetFiles(office.Folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".sock", StringComparison.Ordinal));
        foreach (var file in files)
        {
            // Held by the server as long as it runs; it is a name and nothing more.
            if (file.EndsWith(".lock", StringComparison.Ordinal))
            {
                Assert.Equal(0, new FileInfo(file).Length);
                continue;
            }
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[open.Length];
            await open.ReadExactlyAsync(bytes);
            foreach (var token in tokens)
                Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(token)) < 0, $"{Path.GetFileName(file)} holds a token");
        }
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.3.1")]
    [Proves(Frameworks.Mcp, "MCP09")]
    public async Task A_server_listens_on_this_machine_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        await using CommandProgram office = new();
        await office.Init();
        var (process, address) = await office.Serve();
        var sockets = Directory
            .GetFiles($"/proc/{process.Id}/fd")
            .Select(TargetOf)
            .Where(n => n.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(n => n["socket:[".Length..^1])
            .ToHashSet(StringComparer.Ordinal);
        // Local address, state 0A for listening, and the socket's number (proc(5)).
        var listening = ((string[])["/proc/net/tcp", "/proc/net/tcp6"])
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(f => f.Length > 9 && f[3] == "0A" && sockets.Contains(f[9]))
            .Select(f => f[1])
            .ToList();
        Assert.Equal([$"0100007F:{address.Port:X4}"], listening);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.1.1")]
    [Proves(Frameworks.Mcp, "MCP04")]
    [Proves(Frameworks.Llm, "LLM04")]
    [Proves(Frameworks.Agentic, "ASI04")]
    public void Every_package_is_pinned_with_the_hash_of_its_content()
    {
        var projects = Directory.GetFiles(Repository.At("src"), "*.csproj", SearchOption.AllDirectories);
        Assert.True(projects.Length > 4);
        foreach (var project in projects)
        {
            var locked = JsonElement.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")));
            foreach (var framework in locked.GetProperty("dependencies").EnumerateObject())
            foreach (var package in framework.Value.EnumerateObject().Where(p => p.Value.GetProperty("type").GetString() != "Project"))
                Assert.True(package.Value.GetProperty("contentHash").GetString() is { Length: > 80 }, $"{project}: {package.Name}");
        }
    }

    // What was open when the folder was read may be closed by now.
    private static string TargetOf(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: false)?.Name ?? "";
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }
}

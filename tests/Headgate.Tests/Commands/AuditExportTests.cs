using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Sqlite;

namespace Headgate.Tests.Commands;

/// <summary>Events for a system that collects logs: whoever is killed half-way goes on, and nothing is there twice or missing.</summary>
public sealed class AuditExportTests : IAsyncLifetime
{
    private const int Events = 4_000;

    private readonly CommandProgram _office = new();
    private string _tenant = "";

    public async ValueTask InitializeAsync()
    {
        await _office.Init();
        await using var database = SqliteDatabase.Open(Path.Combine(_office.Folder, "headgate.db"));
        await using (var view = await database.Read("*", CancellationToken.None))
            _tenant = (string)(await view.Session.Scalar("SELECT id FROM organisations"))!;
        await database.Write(
            _tenant,
            async session =>
            {
                for (var i = 0; i < Events; i++)
                    await Insert(session, i);
                return new(Applied.Done);
            }
        );
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task An_export_that_is_killed_and_run_again_has_each_event_once()
    {
        var file = Path.Combine(_office.Folder, "events.jsonl");
        var kills = 0;
        for (var round = 1; kills < 4 && round <= 30; round++)
        {
            var began = Length(file + ".position") + new FileInfo(file + ".position").LastWriteTimeUtc.Ticks;
            using var process = Export("jsonl", file);
            // Killed as soon as something new is noted; the last bytes may be half a line.
            while (!process.HasExited && Length(file + ".position") + new FileInfo(file + ".position").LastWriteTimeUtc.Ticks == began)
                await Task.Delay(1);
            if (!process.HasExited)
                kills++;
            process.Kill();
            await process.WaitForExitAsync();
            if (process.ExitCode == 0)
            {
                // It was quicker than the kill: from the beginning.
                kills = 0;
                File.Delete(file);
                File.Delete(file + ".position");
                continue;
            }
            await File.AppendAllTextAsync(file, "{\"half\":");
        }
        Assert.True(kills > 1, $"Only {kills} exports were killed.");
        await _office.Json("audit", "export", "--format", "jsonl", "--out", file, "--data", _office.Folder, "--json");
        var ids = (await File.ReadAllLinesAsync(file)).Select(l => JsonElement.Parse(l).GetProperty("id").GetString()!).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Events, ids.Count(i => i.StartsWith("evt_made", StringComparison.Ordinal)));
        var before = ids.Count;
        // Lines are the entries of the log themselves.
        Assert.Equal(BodyOf(7), (await File.ReadAllLinesAsync(file)).First(l => l.Contains("evt_made7\"", StringComparison.Ordinal)));
        // A further run takes only what is new: the calls of this one.
        await _office.Json("audit", "export", "--format", "jsonl", "--out", file, "--data", _office.Folder, "--json");
        Assert.InRange((await File.ReadAllLinesAsync(file)).Length - before, 1, 5);
    }

    [Fact]
    public async Task Filters_are_those_of_the_search_and_a_file_takes_one_kind()
    {
        var file = Path.Combine(_office.Folder, "refused.jsonl");
        string[] export = ["audit", "export", "--format", "jsonl", "--out", file, "--data", _office.Folder];
        await _office.Json([.. export, "--ended", "refused", "--text", "moves", "--json"]);
        Assert.Equal(Events / 10, (await File.ReadAllLinesAsync(file)).Length);
        var (status, _, why) = await _office.Run(export);
        Assert.Equal(2, status);
        Assert.Contains("other filters", why, StringComparison.Ordinal);
    }

    [Fact]
    [Proves(Frameworks.Nist, "MANAGE 4.1")]
    [Proves(Frameworks.Mcp, "MCP08")]
    public async Task A_collector_gets_every_event_in_the_form_of_the_protocol_and_is_asked_again_when_it_is_busy()
    {
        await using var collector = await Collector.Start();
        collector.Refusals = 2;
        _office.Environment["OTEL_EXPORTER_OTLP_HEADERS"] = "x-key=a%20b";
        string[] export = ["audit", "export", "--format", "otlp", "--out", collector.Address, "--data", _office.Folder, "--json"];
        await _office.Json(export);
        Assert.Empty(collector.Wrong);
        Assert.Equal(["a b"], collector.Keys.Distinct());
        var made = collector.Ids.Where(i => i.StartsWith("evt_made", StringComparison.Ordinal)).ToList();
        Assert.Equal(Events, made.Count);
        Assert.Equal(Events, made.Distinct(StringComparer.Ordinal).Count());
        var before = collector.Ids.Count;
        await _office.Json(export);
        Assert.InRange(collector.Ids.Count - before, 1, 5);
        // What is refused for good ends it, and is sent again by the next run.
        collector.Rejects = true;
        Assert.Equal(2, (await _office.Run(export)).Status);
        collector.Rejects = false;
        before = collector.Ids.Count;
        await _office.Json(export);
        Assert.True(collector.Ids.Count > before);
        Assert.Empty(collector.Wrong);
    }

    private System.Diagnostics.Process Export(string format, string target) =>
        _office.Start("audit", "export", "--format", format, "--out", target, "--data", _office.Folder);

    private static long Length(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    private string BodyOf(int i) =>
        $$"""{"action":"deals.moves","at":"2026-11-22T10:00:00.000Z","door":"rest","ended":"{{(i % 10 == 0 ? "refused" : "done")}}","id":"evt_made{{i}}","on_behalf_of":"usr_p","tenant":"{{_tenant}}","text":"ü \" € 😀","v":2}""";

    private async ValueTask Insert(Session session, int i) =>
        await session.Execute(
            """
            INSERT INTO audit_events (id, tenant, at, action, actor, person, ended, door, body)
            VALUES (@id, @tenant, @at, 'deals.moves', 'usr_p', 'usr_p', @ended, 'rest', @body)
            """,
            ("id", $"evt_made{i}"),
            ("tenant", _tenant),
            ("at", 1_795_341_600_000L),
            ("ended", i % 10 == 0 ? "refused" : "done"),
            ("body", Encoding.UTF8.GetBytes(BodyOf(i)))
        );
}

using System.Diagnostics;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Log;
using Headgate.Log.Notes;
using Headgate.Store.Logs;
using Headgate.Tests.Running;
using Headgate.Verify;

namespace Headgate.Tests.Logs;

public abstract partial class LogTests
{
    [Fact]
    public async Task An_export_is_whole_to_both_verifiers_and_so_is_a_proof()
    {
        using var integrator = Integrator();
        await Create(Ours, 300);
        await Create(Theirs, 3);
        await integrator.IntegrateAll(Database);
        var key = Key.SignerOf(Ours.Tenant).Key.ToString();
        foreach (var name in (string[])["folder", "packed.zip"])
        {
            var bundle = await Export(name);
            Assert.Empty(Verification.Of(bundle, key, Checkpoints).Findings);
            Assert.Equal(0, (await Python(bundle, key, Checkpoints)).Status);
        }
        var id = (await Ids()).ElementAt(123);
        var outcome = await Ours.Ask("audit.proof", new { id });
        Assert.True(outcome.Ended == Ended.Done, outcome.Refusal?.Why);
        using var answer = JsonDocument.Parse(outcome.Json);
        var proof = Path.Combine(Folder, "one.tlog-proof");
        await File.WriteAllTextAsync(proof, answer.RootElement.GetProperty("proof").GetString());
        Assert.Empty(Verification.Of(proof, key).Findings);
        Assert.Equal(0, (await Python(proof, key, null)).Status);
        var read = LogProof.Read(await File.ReadAllTextAsync(proof));
        Assert.Equal(123, read.Index);
        Assert.Equal(id, JsonElement.Parse(read.Extra!).TryGetProperty("id", out var own) ? own.GetString() : id);
        // The call that asked is not in the log yet, and says so.
        var asked = (await Ids())[^1];
        Assert.Equal("audit.not_yet", (await Ours.Ask("audit.proof", new { id = asked })).Refusal?.Code);
        Assert.Equal(
            "record.not_found",
            (await Ours.Ask("audit.proof", new { id = Gate.Ids.Fresh("evt", Time.GetUtcNow()) })).Refusal?.Code
        );
    }

    [Theory]
    [InlineData("DELETE FROM audit_events WHERE tenant = @tenant AND id = @id", "leaf_missing")]
    [InlineData(
        "UPDATE audit_events SET body = (SELECT b.body FROM audit_events b WHERE b.tenant = @tenant AND b.id <> @id LIMIT 1) WHERE tenant = @tenant AND id = @id",
        "leaf_differs"
    )]
    [InlineData("UPDATE audit_events SET action = 'contacts.get' WHERE tenant = @tenant AND id = @id", "column_differs")]
    [InlineData(
        "UPDATE log_tiles SET hashes = (SELECT b.hashes FROM log_tiles b WHERE b.tenant = @tenant AND b.level = 0 AND b.n = 1) WHERE tenant = @tenant AND level = 0 AND n = 0 AND '' <> @id",
        "tile_missing"
    )]
    [InlineData("DELETE FROM log_tiles WHERE tenant = @tenant AND level = 0 AND n = 0 AND '' <> @id", "tile_missing")]
    [InlineData("UPDATE log_states SET root = 'x' WHERE tenant = @tenant AND '' <> @id", "root_differs")]
    public async Task What_is_changed_behind_the_program_is_found(string sql, string code)
    {
        using (var integrator = Integrator())
        {
            await Create(Ours, 300);
            await integrator.IntegrateAll(Database);
        }
        await Unguard();
        var id = (await Ids())[42];
        await Database.Write(
            Ours.Tenant,
            async session =>
            {
                await session.Execute(sql, ("tenant", Ours.Tenant), ("id", id));
                return new(Applied.Done);
            }
        );
        Assert.Contains((await Check()).Faults, f => f.Code == code);
        // Columns are no part of the log, and its state is not exported.
        if (code is "column_differs" or "root_differs")
            return;
        var key = Key.SignerOf(Ours.Tenant).Key.ToString();
        var bundle = await Export("tampered");
        Assert.NotEmpty(Verification.Of(bundle, key, Checkpoints).Findings);
        Assert.Equal(1, (await Python(bundle, key, Checkpoints)).Status);
    }

    [Fact]
    public async Task An_event_that_no_tree_has_is_found_once_it_is_old()
    {
        using var integrator = Integrator();
        await Create(Ours, 3);
        await integrator.IntegrateAll(Database);
        await Create(Ours, 1);
        var report = await Check();
        Assert.Equal((true, 1L), (report.Whole, report.Waiting));
        report = await Check(Time.GetUtcNow().AddMinutes(1));
        Assert.Equal("not_integrated", Assert.Single(report.Faults).Code);
    }

    private async Task<string> Export(string name)
    {
        var target = Path.Combine(Folder, name);
        await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
        using var bundle = BundleFolder.At(target);
        await new LogExport(view.Session, Ours.Tenant, bundle).Run(Time.GetUtcNow());
        return target;
    }

    private async Task<List<string>> Ids()
    {
        await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
        return await view.Session.Query<string>("SELECT id FROM audit_events WHERE tenant = @tenant ORDER BY seq", ("tenant", Ours.Tenant));
    }

    private static async Task<(int Status, string Said)> Python(string path, string key, string? heads)
    {
        var start = new ProcessStartInfo("python3")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { "-B", Repository.At("src", "Headgate.Verify", "verify.py"), "verify", path, "--key", key },
        };
        if (heads is not null)
        {
            start.ArgumentList.Add("--heads");
            start.ArgumentList.Add(heads);
        }
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}

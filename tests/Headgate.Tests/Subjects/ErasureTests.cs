using System.Diagnostics;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;
using Headgate.Tests.Approvals;
using Headgate.Tests.Logs;
using Headgate.Tests.Running;
using Headgate.Tests.Store;
using Headgate.Verify;

namespace Headgate.Tests.Subjects;

/// <summary>On the embedded store, its files among what is looked through.</summary>
public sealed class SqliteErasureTests : ErasureTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresErasureTests(PostgresServer server) : ErasureTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>A person's data goes, wherever an agent's work has put it, and nothing else does.</summary>
public abstract partial class ErasureTests : IAsyncLifetime
{
    // Each of them is in no other text of the organisation.
    private static readonly string[] Canaries = ["Žoraida", "Quillfeather", "zq@quill.example", "+15550142857", "Umbersmith", "Zwetschge"];

    private Office _office = null!;
    private string _account = "";

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open(await NewDatabase());
        await _office.Ask(_office.Admin, "approvals.configure", Measures.NothingWaits);
        _account = Id(
            await _office.Ask(_office.Rep, "accounts.create", new { name = "Harbour Ltd", domain = "harbour.example" }),
            "account"
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Nist, "MEASURE 2.10")]
    [Proves(Frameworks.TrustLayer, "Zero data retention")]
    public async Task Nothing_of_the_person_is_left_to_read()
    {
        var person = await LeaveTraces();
        Assert.NotEmpty(await Plaintext.Find(_office, Canaries));
        var (done, contacts) = (await Calls(), await _office.Number("SELECT COUNT(*) FROM contacts WHERE tenant = @tenant"));

        var answer = await _office.Ask(_office.Admin, "subjects.erase", new { contact = person, reason = "Request 17" });
        Assert.Equal(2, answer.GetProperty("erased").GetArrayLength());
        Assert.False(answer.GetProperty("more").GetBoolean());

        Assert.Equal([], await Plaintext.Find(_office, Canaries));
        // What reports count is still there, and nobody else is gone.
        Assert.Equal(done, await Calls());
        Assert.Equal(contacts - 2, await _office.Number("SELECT COUNT(*) FROM contacts WHERE tenant = @tenant"));
        Assert.Equal("not_found", (await _office.Pass(_office.Rep, "contacts.get", new { id = person })).Refusal!.Code.Split('.')[^1]);
        Assert.Equal("Called (erased) about it", (await _office.Texts("SELECT body FROM notes WHERE tenant = @tenant")).Single());
    }

    [Fact]
    [Proves(Frameworks.Nist, "MEASURE 2.10")]
    [Proves(Frameworks.TrustLayer, "Zero data retention")]
    public async Task No_key_that_is_left_opens_anything_of_the_person()
    {
        var person = await LeaveTraces();
        await _office.Ask(_office.Admin, "subjects.erase", new { contact = person, reason = "Request 17" });
        var opened = await Opened();
        Assert.NotEmpty(opened);
        Assert.DoesNotContain(opened, text => Canaries.Any(c => text.Contains(c, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_dictionary_finds_no_word_again()
    {
        var person = await LeaveTraces();
        var guesses = Guesses(10_000);
        // With the key of the time the search itself is found: so the attack below is one.
        Assert.NotEmpty(await Attack(guesses));
        await _office.Ask(_office.Admin, "subjects.erase", new { contact = person, reason = "Request 17" });
        Assert.Empty(await Attack(guesses));
    }

    [Fact]
    [Proves(Frameworks.Nist, "MEASURE 2.10")]
    public async Task Both_outside_verifiers_find_the_log_whole_before_and_after()
    {
        var person = await LeaveTraces();
        var log = new AuditLog(_office.Site, _office.Admin.Tenant);
        var key = _office.Site.WorldOf(Realm.Production).Integrator!.Key.SignerOf(_office.Admin.Tenant).Key.ToString();
        var heads = Path.Combine(_office.Folder, "checkpoints");
        var entries = 0L;
        foreach (var name in (string[])["before", "after"])
        {
            if (name == "after")
                await _office.Ask(_office.Admin, "subjects.erase", new { contact = person, reason = "Request 17" });
            await Horizon.Pass(_office.Site.WorldOf(Realm.Production).Database);
            Assert.True((await log.Check(CancellationToken.None)).Whole);
            var bundle = Path.Combine(_office.Folder, name);
            var exported = await log.Export(bundle, CancellationToken.None);
            Assert.True(exported > entries);
            entries = exported;
            Assert.Empty(Verification.Of(bundle, key, heads).Findings);
            using var python = Process.Start(
                new ProcessStartInfo(
                    "python3",
                    ["-B", Repository.At("src", "Headgate.Verify", "verify.py"), "verify", bundle, "--key", key, "--heads", heads]
                )
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                }
            )!;
            var said = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            Assert.True(python.ExitCode == 0, said);
        }
    }

    [Fact]
    public async Task A_legal_hold_wins_until_it_is_lifted()
    {
        var person = await LeaveTraces();
        await _office.Ask(_office.Admin, "subjects.hold", new { contact = person, reason = "File 3" });
        var merged = (await _office.Texts("SELECT id FROM contacts WHERE tenant = @tenant AND merged_into IS NOT NULL")).Single();
        foreach (var id in (string[])[person, merged])
        {
            var refused = await _office.Pass(_office.Admin, "subjects.erase", new { contact = id, reason = "Request 17" });
            Assert.Equal("erasure.legal_hold", refused.Refusal?.Code);
            Assert.Contains("File 3", refused.Refusal!.Why, StringComparison.Ordinal);
        }
        await _office.Ask(_office.Admin, "subjects.lift", new { contact = person });
        Assert.Equal("erasure.no_hold", (await _office.Pass(_office.Admin, "subjects.lift", new { contact = person })).Refusal?.Code);
        await _office.Ask(_office.Admin, "subjects.erase", new { contact = merged, reason = "Request 17" });
        Assert.Equal([], await Plaintext.Find(_office, Canaries));
    }

    [Fact]
    public async Task No_agent_and_no_rep_erases_anybody()
    {
        var person = await LeaveTraces();
        var asked = new { contact = person, reason = "Please" };
        Assert.Equal(Ended.Refused, (await _office.Pass(_office.Agent, "subjects.erase", asked)).Ended);
        Assert.Equal(Ended.Refused, (await _office.Pass(_office.Rep, "subjects.erase", asked)).Ended);
        Assert.Null((await _office.Pass(_office.Rep, "contacts.get", new { id = person })).Refusal);
    }

    [Fact]
    public async Task A_preview_erases_nothing_and_undo_says_why_it_cannot()
    {
        var person = await LeaveTraces();
        await _office.Ask(
            _office.Admin,
            "subjects.erase",
            new
            {
                contact = person,
                reason = "Request 17",
                dry_run = true,
            }
        );
        Assert.Null((await _office.Pass(_office.Rep, "contacts.get", new { id = person })).Refusal);
        var done = await _office.Pass(_office.Admin, "subjects.erase", new { contact = person, reason = "Request 17" });
        var undone = await _office.Pass(_office.Admin, "runs.undo", new { run = done.Event });
        Assert.DoesNotContain("Žoraida", JsonSerializer.Serialize(undone.Refusal?.Why ?? JsonElement.Parse(undone.Json.Span).GetRawText()));
        Assert.NotNull((await _office.Pass(_office.Rep, "contacts.get", new { id = person })).Refusal);
    }

    private Task<long> Calls() => _office.Number("SELECT COUNT(*) FROM activities WHERE tenant = @tenant AND kind = 'call'");

    private static string Id(JsonElement answer, string noun) => answer.GetProperty(noun).GetProperty("id").GetString()!;
}

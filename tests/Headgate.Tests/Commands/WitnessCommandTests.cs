using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Headgate.Log;
using Headgate.Log.Notes;
using Headgate.Tests.Running;

namespace Headgate.Tests.Commands;

/// <summary>A witness in a process of its own: beside a server, and killed while it signs.</summary>
public sealed class WitnessCommandTests
{
    [Fact]
    public async Task A_server_beside_its_witness_is_held_to_what_it_was()
    {
        await using CommandProgram office = new();
        await office.Init();
        var key = (await office.Run("audit", "key", "--data", office.Folder)).Output.Trim();
        await using Witness witness = new(office, key);
        await witness.Start();
        office.Environment["HEADGATE_WITNESSES"] = $"{witness.Address} {witness.Key}";
        office.Environment["HEADGATE_ANCHORS_ON_LOOPBACK"] = "true";
        var older = Path.Combine(office.Folder, "older");
        await office.Json("backup", older, "--data", office.Folder, "--json");
        var (server, address) = await office.Serve();
        using HttpClient client = new() { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", office.Environment["HEADGATE_PERSON_TOKEN"]);
        await Write(client, 10);
        var report = await office.Json("audit", "verify", "--data", office.Folder, "--json");
        Assert.True(report.GetProperty("whole").GetBoolean());
        Assert.Equal(
            ["agrees", "unknown"],
            report.GetProperty("anchors").EnumerateArray().Select(a => a.GetProperty("standing").GetString())
        );
        var bundle = Path.Combine(office.Folder, "log.zip");
        await office.Json("audit", "export", "--out", bundle, "--data", office.Folder, "--json");
        var (status, said, _) = await office.Run("audit", "verify", bundle, "--key", key, "--witness", witness.Key);
        Assert.True(status == 0 && said.Contains("entries are signed by the witness", StringComparison.Ordinal), said);
        Assert.Equal(1, (await office.Run("audit", "verify", bundle, "--key", key, "--witness", "another-" + witness.Key)).Status);

        await witness.Kill();
        await Write(client, 10);
        string ready;
        for (
            var tries = 0;
            !(ready = await client.GetStringAsync("/readyz")).Contains("is away or in doubt", StringComparison.Ordinal);
            tries++
        )
        {
            Assert.True(tries < 3000, ready);
            await Task.Delay(100);
        }
        Assert.StartsWith("ready\n", ready, StringComparison.Ordinal);
        report = await office.Json("audit", "verify", "--data", office.Folder, "--json");
        Assert.Equal("unreachable", report.GetProperty("anchors")[0].GetProperty("standing").GetString());

        await witness.Start();
        // Its first answer may take longer than the five seconds that it is given.
        for (var tries = 0; tries < 30; tries++)
        {
            report = await office.Json("audit", "verify", "--data", office.Folder, "--json");
            if (report.GetProperty("anchors")[0].GetProperty("standing").GetString() != "unreachable")
                break;
        }
        Assert.Equal("agrees", report.GetProperty("anchors")[0].GetProperty("standing").GetString());
        server.Kill();
        await server.WaitForExitAsync();

        // A backup with its own file of checkpoints has nothing wrong with it that could be seen inside.
        var put = await office.Run("audit", "verify", "--data", older, "--json");
        Assert.Equal(1, put.Status);
        Assert.Contains("anchor_contradicts", put.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not_signed", put.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_witness_that_is_killed_while_it_signs_never_goes_back()
    {
        await using CommandProgram office = new();
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        NoteSigner log = new("log.example", ecdsa);
        await using Witness witness = new(office, log.Key.ToString());
        Grown tree = new();
        var signed = 0L;
        using HttpClient client = new() { BaseAddress = witness.Address };
        for (var round = 0; round < 4; round++)
        {
            await witness.Start();
            // What it signed before, it knows; it may know of one more, which it kept and did not come to sign.
            var seen = await Seen(client, tree, log);
            Assert.InRange(seen, signed, tree.Frontier.Size);
            var (count, enough) = (0, new TaskCompletionSource());
            var killing = Task.Run(async () =>
            {
                await enough.Task;
                await witness.Kill();
            });
            try
            {
                while (true)
                {
                    tree.Add();
                    var head = new Checkpoint(log.Key.Name, tree.Frontier.Size, tree.Frontier.Root()).Sign(log);
                    var proof = await new TiledTree(tree, tree.Frontier.Size).Consistency(seen);
                    using var answer = await client.PostAsync(
                        "/add-checkpoint",
                        new StringContent(new WitnessRequest(seen, proof, head).ToString())
                    );
                    Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                    var line = NoteSignature.Read((await answer.Content.ReadAsStringAsync()).TrimEnd('\n'))!;
                    Assert.True((head with { Signatures = [line] }).IsSignedBy(NoteKey.Read(witness.Key)));
                    seen = signed = tree.Frontier.Size;
                    if (++count == 10 + round)
                        enough.SetResult();
                }
            }
            catch (HttpRequestException)
            {
                // It was killed.
            }
            await killing;
        }
        // Another history of the same log is signed by nobody.
        await witness.Start();
        Grown fork = new("fork");
        while (fork.Frontier.Size <= tree.Frontier.Size)
            fork.Add();
        var other = new Checkpoint(log.Key.Name, fork.Frontier.Size, fork.Frontier.Root()).Sign(log);
        var last = await Seen(client, tree, log);
        var shown = await new TiledTree(fork, fork.Frontier.Size).Consistency(last);
        using var refused = await client.PostAsync("/add-checkpoint", new StringContent(new WitnessRequest(last, shown, other).ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        // One that cannot read what it has seen does not begin anew.
        await witness.Kill();
        var file = Assert.Single(Directory.GetFiles(Path.Combine(witness.Folder, "heads")));
        await File.WriteAllBytesAsync(file, new byte[8192]);
        var (status, _, why) = await office.Run("audit", "witness", "--data", witness.Folder, "--listen", "127.0.0.1:0");
        Assert.Equal(2, status);
        Assert.Contains("damaged", why, StringComparison.Ordinal);
    }

    private static async Task Write(HttpClient client, int count)
    {
        for (var i = 0; i < count; i++)
            (await client.PostAsJsonAsync("/api/v1/contacts/create", new { name = $"Contact {i}" })).EnsureSuccessStatusCode();
    }

    // As the specification says a client that knows nothing may ask.
    private static async Task<long> Seen(HttpClient client, Grown tree, NoteSigner log)
    {
        if (tree.Frontier.Size == 0)
            return 0;
        var head = new Checkpoint(log.Key.Name, tree.Frontier.Size, tree.Frontier.Root()).Sign(log);
        using var answer = await client.PostAsync("/add-checkpoint", new StringContent(new WitnessRequest(0, [], head).ToString()));
        Assert.Equal((HttpStatusCode.Conflict, "text/x.tlog.size"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return long.Parse(await answer.Content.ReadAsStringAsync());
    }

    private sealed class Grown(string name = "leaf") : Tiles
    {
        private readonly Dictionary<(int, long), byte[]> _tiles = [];

        public Frontier Frontier { get; } = new();

        public void Add()
        {
            Frontier.Append(Merkle.Leaf(Encoding.UTF8.GetBytes($"{name} {Frontier.Size}")));
            foreach (var (tile, hashes) in Frontier.TakeChanged())
                _tiles[(tile.Level, tile.Index)] = hashes;
        }

        public override ValueTask<byte[]> Read(Tile tile) => new(_tiles[(tile.Level, tile.Index)]);
    }

    private sealed class Witness(CommandProgram office, string log) : IAsyncDisposable
    {
        private Process? _process;

        public string Folder { get; } = Directory.CreateTempSubdirectory("headgate-witness-").FullName;

        public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}");

        public string Key { get; private set; } = "";

        public async Task Start()
        {
            _process = office.Start("audit", "witness", "--data", Folder, "--listen", Address.Authority, "--log", log);
            _process.BeginErrorReadLine();
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
                if (line.StartsWith("Its key: ", StringComparison.Ordinal))
                {
                    Assert.True(Key.Length == 0 || line[9..] == Key);
                    Key = line[9..];
                    return;
                }
            Assert.Fail("The witness did not start.");
        }

        public async Task Kill()
        {
            _process!.Kill();
            await _process.WaitForExitAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (_process is { HasExited: false })
                await Kill();
            _process?.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }
}

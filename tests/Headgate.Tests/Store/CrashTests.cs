using Headgate.Crash;

namespace Headgate.Tests.Store;

/// <summary>The short forms of the crash proofs.</summary>
public sealed class CrashTests(PostgresServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-crash-").FullName;
    private readonly int _seed = Random.Shared.Next();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Proves(Frameworks.Nist, "MEASURE 2.7")]
    public async Task What_a_killed_server_acknowledged_is_there() => Holds(await KillLoop.Run(_folder, rounds: 5, _seed));

    [Fact]
    public async Task What_was_acknowledged_is_in_every_image_that_a_crash_can_leave() =>
        Holds(await WalImages.Run(_folder, images: 300, contacts: 30, _seed));

    [Fact]
    public async Task No_answer_is_given_before_its_commit_is_synced()
    {
        Assert.SkipUnless(SyncOrder.CanRun, "strace is not installed: apt-get install strace");
        Holds(await SyncOrder.Run(_folder, contacts: 40));
    }

    [Fact]
    public async Task What_is_killed_at_any_named_point_leaves_a_log_that_agrees_with_the_data() =>
        Holds(await PointLoop.Run(_folder, address: null, schema: null, rounds: 1, _seed));

    [Fact]
    public async Task On_PostgreSQL_it_does_too() =>
        Holds(await PointLoop.Run(_folder, server.Address, server.NewSchema(), rounds: 1, _seed));

    private static void Holds(Proof proof)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(proof.Said);
        Assert.True(proof.Holds, proof.Said);
    }
}

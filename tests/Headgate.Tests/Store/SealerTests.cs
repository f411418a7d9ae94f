using System.Security.Cryptography;
using Headgate.Store;

namespace Headgate.Tests.Store;

public sealed class SealerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-key-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_master_key_is_made_once_and_is_its_owner_s_alone()
    {
        var cursor = Sealer.Open(_folder).SealCursor("1|a", "list");
        Assert.Equal("1|a", Sealer.Open(_folder).OpenCursor(cursor, "list"));
        var file = Path.Combine(_folder, "master.key");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.WriteAllText(file, "short");
        Assert.Throws<StoreException>(() => Sealer.Open(_folder));
    }

    [Fact]
    public async Task A_key_that_was_half_written_when_its_process_was_killed_is_made_anew()
    {
        var file = Path.Combine(_folder, "some.key");
        await File.WriteAllBytesAsync(file + ".new", new byte[100], TestContext.Current.CancellationToken);
        Assert.Equal(new byte[32], KeyFile.Read(file, () => new byte[32]));
        Assert.Equal([file], Directory.GetFiles(_folder));
        Assert.Equal(new byte[32], KeyFile.Read(file, () => throw new InvalidOperationException("It is there.")));
    }

    [Fact]
    public async Task A_key_that_somebody_has_alone_for_a_moment_is_waited_for()
    {
        var file = Path.Combine(_folder, "some.key");
        KeyFile.Read(file, () => [7]);
        Task<byte[]> reading;
        await using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            reading = Task.Run(() => KeyFile.Read(file, () => []));
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
        Assert.Equal([7], await reading);
    }

    [Fact]
    public async Task Many_who_make_a_key_at_once_get_the_same_one()
    {
        for (var round = 0; round < 50; round++)
        {
            var file = Path.Combine(_folder, $"{round}.key");
            var keys = await Task.WhenAll(
                Enumerable.Range(0, 8).Select(_ => Task.Run(() => KeyFile.Read(file, () => RandomNumberGenerator.GetBytes(32))))
            );
            Assert.All(keys, key => Assert.Equal(keys[0], key));
        }
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.4.4")]
    public void A_cursor_opens_only_where_it_was_sealed_and_only_whole()
    {
        Sealer sealer = new(new byte[32]);
        var cursor = sealer.SealCursor("5|con_1", "list");
        Assert.DoesNotContain("con_1", cursor, StringComparison.Ordinal);
        Assert.Null(sealer.OpenCursor(cursor, "other list"));
        Assert.Null(new Sealer([.. Enumerable.Repeat((byte)1, 32)]).OpenCursor(cursor, "list"));
        for (var i = 0; i < cursor.Length - 1; i++)
            Assert.Null(sealer.OpenCursor(cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..], "list"));
        foreach (var wrong in (string[])["", "=", "A", cursor[..^4], cursor + "AAAA", "ü", new('A', 4000)])
            Assert.Null(sealer.OpenCursor(wrong, "list"));
    }
}

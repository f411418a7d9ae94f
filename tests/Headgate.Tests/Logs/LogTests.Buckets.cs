using System.Text;
using Headgate.Crash;
using Headgate.Hosting.Anchoring;
using Headgate.Log.Notes;
using Headgate.Store;
using Headgate.Store.Logs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headgate.Tests.Logs;

public abstract partial class LogTests
{
    [Fact]
    public async Task A_bucket_gets_each_checkpoint_once_and_locked()
    {
        using var integrator = Integrator();
        using S3Store store = new();
        using var anchors = AnchorsOf(store.Address, days: 400);
        var origin = LogKey.OriginOf(Ours.Tenant);
        foreach (var size in (int[])[3, 7])
        {
            await Create(Ours, size == 3 ? 3 : 4);
            await integrator.IntegrateAll(Database);
            Assert.True(await anchors.All[0].Round(CancellationToken.None));
            Assert.Equal((0, null), (anchors.All[0].State.Behind, anchors.All[0].State.Trouble));
            Assert.Equal(store.Objects[$"{origin}/checkpoint"], store.Objects[$"{origin}/checkpoints/{size}"]);
            Assert.True(SignedNote.Read(store.Objects[$"{origin}/checkpoint"]).IsSignedBy(Key.SignerOf(Ours.Tenant).Key));
            // The newest is written over; what stands under its size stays.
            Assert.StartsWith("2027-04-06T", store.Locks[$"{origin}/checkpoints/{size}"], StringComparison.Ordinal);
            Assert.False(store.Locks.ContainsKey($"{origin}/checkpoint"));
        }
        Assert.True(store.Objects.ContainsKey("headgate/root/checkpoint"));
        // Whose places are lost finds them again.
        await Write("DELETE FROM log_anchors WHERE tenant = @tenant");
        var known = store.Objects.Count;
        Assert.Equal("agrees", Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).Standing);
        store.Objects.TryRemove($"{origin}/checkpoint", out _);
        Assert.Equal("agrees", Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).Standing);
        Assert.Equal(known, store.Objects.Count);
    }

    [Fact]
    public async Task A_log_that_was_forked_or_put_back_is_told_by_a_bucket_alone()
    {
        using var integrator = Integrator();
        using S3Store store = new();
        await Create(Ours, 20);
        await integrator.IntegrateAll(Database);
        using (var anchors = AnchorsOf(store.Address))
            Assert.Equal("agrees", Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).Standing);
        var (other, company) = await AnotherHistory();
        using var second = Integrator(other, Checkpoints + "-other");
        using var theirs = AnchorsOf(store.Address, other);
        foreach (var (count, why) in ((int, string)[])[(12, "put back"), (8, "forked"), (5, "forked")])
        {
            for (var i = 0; i < count; i++)
                await company.Ask("contacts.create", new { name = $"Another {i}" });
            await second.IntegrateAll(other);
            var said = Assert.Single(await theirs.Ask(Ours.Tenant, CancellationToken.None));
            Assert.Equal("contradicts", said.Standing);
            Assert.Contains(why, said.What, StringComparison.Ordinal);
            if (count != 8)
                continue;
            // Whoever takes the newest away does not get past what stands under its size.
            var name = $"{LogKey.OriginOf(Ours.Tenant)}/checkpoint";
            store.Objects.TryRemove(name, out var newest);
            Assert.Equal("contradicts", Assert.Single(await theirs.Ask(Ours.Tenant, CancellationToken.None)).Standing);
            store.Objects[name] = newest!;
        }
    }

    [Fact]
    public async Task A_bucket_that_is_away_or_wrongly_signed_for_or_holds_a_strangers_checkpoint_is_told_of()
    {
        using var integrator = Integrator();
        using S3Store store = new();
        await Create(Ours, 3);
        await integrator.IntegrateAll(Database);
        using (var anchors = AnchorsOf(store.Address, secret: "wrong"))
            Assert.Contains(
                "403 SignatureDoesNotMatch",
                Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).What,
                StringComparison.Ordinal
            );
        using var good = AnchorsOf(store.Address);
        store.IsAway = true;
        Assert.False(await good.All[0].Round(CancellationToken.None));
        Assert.Contains("503", good.All[0].State.Trouble!, StringComparison.Ordinal);
        store.IsAway = false;
        Assert.True(await good.All[0].Round(CancellationToken.None));
        Assert.Null(good.All[0].State.Trouble);
        store.Objects[$"{LogKey.OriginOf(Ours.Tenant)}/checkpoint"] = Encoding.UTF8.GetBytes("hello");
        Assert.Contains(
            "not signed with this server's key",
            Assert.Single(await good.Ask(Ours.Tenant, CancellationToken.None)).What,
            StringComparison.Ordinal
        );
    }

    private protected Anchors AnchorsOf(Uri bucket, Database? database = null, string secret = S3Store.Secret, int days = 0) =>
        new(
            new()
            {
                Data = Folder,
                Bucket = new(bucket, S3Store.Key, secret, "us-east-1", days),
                AnchorsOnLoopback = true,
            },
            database ?? Database,
            Key,
            Time,
            NullLogger.Instance
        );
}

using Headgate.Store;

namespace Headgate.Tests.Store;

public sealed class MembersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(5000)]
    public void What_is_kept_is_what_was_added(int step)
    {
        const long Block = 7;
        var members = new Members();
        List<long> added = [];
        for (var seq = Block << Members.Shift; Members.BlockOf(seq) == Block; seq += step)
        {
            members.Add(seq);
            added.Add(seq);
        }
        added.Reverse();
        var bytes = members.ToBytes();
        Assert.InRange(bytes.Length, 1, 2048);
        Assert.Equal(added, Members.From(bytes).Newest(Block));
        members.Remove(added[0]);
        Assert.Equal(added[1..], Members.From(members.ToBytes()).Newest(Block));
    }

    [Fact]
    public void Sets_are_cut_and_joined()
    {
        var (odd, low) = (new Members(), new Members());
        for (var seq = 0L; seq < 100; seq++)
        {
            if (seq % 2 == 1)
                odd.Add(seq);
            if (seq < 5)
                low.Add(seq);
        }
        var both = Members.From(odd.ToBytes());
        both.Keep(low);
        Assert.Equal([3L, 1L], both.Newest(0));
        low.Add(odd.ToBytes());
        Assert.Equal(53, low.Newest(0).Count());
        both.Keep(new());
        Assert.True(both.IsEmpty);
        Assert.Empty(both.ToBytes());
    }
}

using System.Reflection;

namespace Headgate.Gate.Tests;

public sealed class RandomnessTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(4096)]
    public void As_many_bytes_as_asked_for_and_never_the_same_twice(int count)
    {
        var drawn = Enumerable.Range(0, 200).Select(_ => Randomness.Bytes(count)).ToList();
        Assert.All(drawn, b => Assert.Equal(count, b.Length));
        if (count > 8)
            Assert.Equal(drawn.Count, drawn.Select(Convert.ToHexString).Distinct().Count());
        else
            // One byte has 256 values: two hundred draws are many of them.
            Assert.InRange(drawn.Select(Convert.ToHexString).Distinct().Count(), 60, 200);
    }

    [Fact]
    public void Nothing_is_left_as_it_was_in_a_span_that_is_filled()
    {
        foreach (var count in (int[])[64, 1000, 1024, 2000])
        {
            // No byte of many draws stands still at one place.
            var places = new HashSet<byte>[count];
            for (var draw = 0; draw < 12; draw++)
            {
                var bytes = Randomness.Bytes(count);
                for (var i = 0; i < count; i++)
                    (places[i] ??= []).Add(bytes[i]);
            }
            Assert.All(places, p => Assert.NotEqual(1, p.Count));
        }
    }

    [Fact]
    public void What_was_handed_out_is_wiped_where_it_was_drawn()
    {
        var given = Randomness.Bytes(32);
        var drawn = (byte[]?)typeof(Randomness).GetField("_drawn", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null);
        Assert.NotNull(drawn);
        Assert.Equal(-1, drawn.AsSpan().IndexOf(given));
    }

    [Fact]
    public void Portions_that_do_not_divide_the_whole_never_hand_out_a_byte_twice()
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < 1_000; i++)
            Assert.True(seen.Add(Convert.ToHexString(Randomness.Bytes(12 + i % 7)[..12])));
    }
}

namespace Headgate.Gate.Tests;

public sealed class IdsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Seed = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Fact]
    public void An_id_is_a_prefix_an_underscore_and_26_letters_of_crockfords_base32()
    {
        Assert.Equal("con_01kjwbg7g0exyvb0067df7h56f", Ids.Mint("con", At, Seed, 0));
        Assert.Matches("^con_[0-9a-hjkmnp-tv-z]{26}$", Ids.Fresh("con", At));
    }

    [Fact]
    public void The_same_call_prefix_and_ordinal_give_the_same_id_for_ever()
    {
        Assert.Equal(Ids.Mint("con", At, Seed, 7), Ids.Mint("con", At, Seed, 7));
        Assert.Equal(
            4,
            new[]
            {
                Ids.Mint("con", At, Seed, 0),
                Ids.Mint("con", At, Seed, 1),
                Ids.Mint("acc", At, Seed, 0)[..],
                Ids.Mint("con", At, new byte[32], 0),
            }
                .Select(i => i[4..])
                .Distinct()
                .Count()
        );
    }

    [Fact]
    public void Only_the_first_32_bytes_of_a_seed_count() =>
        Assert.Equal(Ids.Mint("con", At, Seed, 0), Ids.Mint("con", At, [.. Seed, 9, 9], 0));

    [Fact]
    public void A_prefix_may_have_36_letters() => Assert.True(Ids.Is(Ids.Mint(new string('x', 36), At, Seed, 0), new string('x', 36)));

    [Fact]
    public void A_fresh_id_has_the_time_of_its_birth_and_the_rest_by_chance()
    {
        var fresh = Enumerable.Range(0, 100).Select(_ => Ids.Fresh("con", At)).ToList();
        Assert.All(fresh, i => Assert.Equal("con_01kjwbg7g0", i[..14]));
        Assert.Equal(100, fresh.Distinct().Count());
    }

    [Fact]
    public void Ids_sort_by_time_of_birth()
    {
        DateTimeOffset[] times = [DateTimeOffset.UnixEpoch, At, At.AddMilliseconds(1), At.AddSeconds(3), At.AddDays(50), At.AddYears(70)];
        var ids = times.Select(t => Ids.Mint("con", t, Seed, 0)).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void The_bits_are_a_uuid_of_version_7_and_the_variant_of_rfc_9562()
    {
        for (var i = 0; i < 64; i++)
        {
            UInt128 value = 0;
            foreach (var c in Ids.Mint("con", At, Seed, i)[4..])
                value = (value << 5) | (UInt128)"0123456789abcdefghjkmnpqrstvwxyz".IndexOf(c, StringComparison.Ordinal);
            Assert.Equal((UInt128)(ulong)At.ToUnixTimeMilliseconds(), value >> 80);
            Assert.Equal((UInt128)7, (value >> 76) & 15);
            Assert.Equal((UInt128)2, (value >> 62) & 3);
        }
    }

    [Fact]
    public void A_text_is_an_id_when_prefix_and_form_fit()
    {
        var id = Ids.Mint("con", At, Seed, 0);
        Assert.True(Ids.Is(id, "con"));
        Assert.True(Ids.Is(id, "acc", "con"));
        Assert.False(Ids.Is(id, "acc"));
        Assert.False(Ids.Is(id));
        Assert.False(Ids.Is(id, "co"));
        Assert.False(Ids.Is(id + "0", "con"));
        Assert.False(Ids.Is(id[..^1], "con"));
        Assert.False(Ids.Is(id[..^1] + "u", "con"));
        Assert.False(Ids.Is(id.ToUpperInvariant(), "CON"));
        Assert.False(Ids.Is(id.Replace('_', '-'), "con"));
        Assert.False(Ids.Is(id[3..], ""));
        Assert.False(Ids.Is("x" + id[3..][1..], "x"));
        Assert.True(Ids.Is("x" + id[3..], "x"));
        Assert.False(Ids.Is("", "con"));
    }

    [Fact]
    public void The_prefix_of_an_id_is_what_stands_before_it()
    {
        Assert.Equal("con", Ids.PrefixOf(Ids.Mint("con", At, Seed, 0)));
        Assert.Equal("c", Ids.PrefixOf("c_" + new string('0', 26)));
        Assert.Equal("", Ids.PrefixOf("_" + new string('0', 26)));
        Assert.Equal("", Ids.PrefixOf("con" + new string('0', 27)));
        Assert.Equal("", Ids.PrefixOf("con"));
        Assert.Equal("", Ids.PrefixOf(new string('0', 26)));
        Assert.Equal("", Ids.PrefixOf(""));
    }
}

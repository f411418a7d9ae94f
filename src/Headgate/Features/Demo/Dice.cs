using System.Text;

namespace Headgate.Features.Demo;

/// <summary>Chance that falls the same way every time: one purpose, one sequence (SplitMix64 from an FNV-1a seed).</summary>
internal sealed class Dice(string purpose)
{
    private ulong _state = SeedOf(purpose);

    public int Below(int count) => (int)((Next() >> 33) % (uint)count);

    /// <summary>From one number to another, both possible.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> all) => all[Below(all.Count)];

    /// <summary>The first things are likelier than the last.</summary>
    public T Favoured<T>(IReadOnlyList<T> all) => all[Math.Min(Below(all.Count), Below(all.Count))];

    public T Weighted<T>(params ReadOnlySpan<(T Thing, int Weight)> all)
    {
        var total = 0;
        foreach (var one in all)
            total += one.Weight;
        var at = Below(total);
        foreach (var one in all)
            if ((at -= one.Weight) < 0)
                return one.Thing;
        return all[^1].Thing;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static ulong SeedOf(string purpose)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(purpose))
            hash = (hash ^ b) * 1099511628211UL;
        return hash;
    }
}

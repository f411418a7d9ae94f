using System.Text.Json;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

/// <summary>A call writes small documents: the writer is kept for the next one, unless a large one made it large.</summary>
public sealed class ScratchTests
{
    private static readonly JsonElement Small = Gateway.Json("1");

    [Fact]
    public void The_writer_is_kept_for_the_next_document()
    {
        CanonicalJson.Hash(Small);
        // The least of a few: whatever else the thread does once is not counted.
        Assert.InRange(Enumerable.Range(0, 5).Min(_ => BytesFor(Small)), 0, 1_500);
    }

    [Fact]
    public void A_large_one_is_not_kept()
    {
        CanonicalJson.Hash(Small);
        CanonicalJson.Hash(Gateway.Json($"\"{new string('x', 100_000)}\""));
        Assert.True(BytesFor(Small) > 2_000);
    }

    private static long BytesFor(JsonElement value)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        CanonicalJson.Hash(value);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

/// <summary>A call writes small documents.</summary>
public sealed class ScratchTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(100_000, false)]
    public void The_writer_is_kept_for_the_next_document_unless_this_one_made_it_large(int length, bool kept)
    {
        var writer = Scratch.Take();
        writer.Give();
        CanonicalJson.Hash(Gateway.Json($"\"{new string('x', length)}\""));
        Assert.Equal(kept, ReferenceEquals(writer, Scratch.Take()));
    }
}

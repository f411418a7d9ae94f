namespace Headgate.Cel.Tests.Vectors;

/// <summary>The language's own conformance vectors, all of them, but those that need protobuf messages.</summary>
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("basic", 43)]
    [InlineData("bindings_ext", 8)]
    [InlineData("comparisons", 334)]
    [InlineData("conversions", 109)]
    [InlineData("encoders_ext", 4)]
    [InlineData("fp_math", 30)]
    [InlineData("integer_math", 64)]
    [InlineData("lists", 39)]
    [InlineData("logic", 30)]
    [InlineData("macros", 44)]
    [InlineData("macros2", 46)]
    [InlineData("math_ext", 199)]
    [InlineData("optionals", 59)]
    [InlineData("parse", 193)]
    [InlineData("string", 51)]
    [InlineData("string_ext", 213)]
    [InlineData("timestamps", 78)]
    public void Every_vector_of_a_file_passes(string file, int count)
    {
        var vectors = Vector.In(file).ToList();
        var failed = vectors.Select(v => (v.Name, v.Expression, Why: v.Run())).Where(v => v.Why is not null).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{file}: {vectors.Count - failed.Count}/{vectors.Count}");
        Assert.True(failed.Count == 0, string.Join('\n', failed.Select(f => $"{f.Name}: {f.Expression}: {f.Why}")));
        Assert.Equal(count, vectors.Count);
    }

    [Fact]
    public void What_is_left_out_is_named_and_needs_a_message() =>
        Assert.Equal(112, Vector.Folder("excluded.json").EnumerateObject().Sum(f => f.Value.GetArrayLength()));
}

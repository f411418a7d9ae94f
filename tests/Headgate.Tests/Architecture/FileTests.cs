using System.Text.RegularExpressions;
using Headgate.Tests.Running;

namespace Headgate.Tests.Architecture;

/// <summary>Files are small, stand where their namespace says, and are named from the field.</summary>
public sealed partial class FileTests
{
    private const int MostLines = 300;
    private const int MedianLines = 100;

    private static readonly string[] Empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Impl", "Dto", "Misc", "Common"];

    [Fact]
    public void No_file_is_long_and_most_are_short()
    {
        var lengths = Repository
            .Sources("src", "tests", "bench")
            .Select(f => (File: f, Lines: Repository.Read(f).Count(c => c == '\n')))
            .ToList();
        Assert.DoesNotContain(lengths, l => l.Lines > MostLines);
        var source = lengths.Where(l => l.File.StartsWith("src/", StringComparison.Ordinal)).Select(l => l.Lines).Order().ToList();
        Assert.InRange(source[source.Count / 2], 1, MedianLines);
    }

    [Fact]
    public void A_namespace_is_the_folder() =>
        Assert.Empty(
            from file in Repository.Sources("src", "tests", "bench")
            let folders = file.Split('/')[1..^1]
            let said = Namespace().Match(Repository.Read(file))
            where said.Success && said.Groups[1].Value != string.Join('.', folders)
            select $"{file} says {said.Groups[1].Value}"
        );

    [Fact]
    public void Only_a_program_has_no_namespace() =>
        Assert.DoesNotContain(
            Repository.Sources("src", "tests"),
            f => !Namespace().IsMatch(Repository.Read(f)) && !f.EndsWith("/Program.cs", StringComparison.Ordinal)
        );

    [Fact]
    public void Names_say_what_a_thing_is() =>
        Assert.Empty(
            from file in Repository.Sources("src", "tests", "bench")
            from Match declared in Declared().Matches(Repository.Read(file))
            let name = declared.Groups[1].Value
            where Empty.Any(e => name.EndsWith(e, StringComparison.Ordinal))
            select $"{file}: {name}"
        );

    [Fact]
    public void A_file_is_named_by_a_type_in_it() =>
        Assert.Empty(
            from file in Repository.Sources("src")
            let first = Declared().Match(Repository.Read(file))
            where first.Success
            let name = Path.GetFileNameWithoutExtension(file).Split('.')[0]
            // Files of several small things are named for what they are together.
            where name is not ("Said" or "Guards" or "Scope" or "Shown")
            where !Declared().Matches(Repository.Read(file)).Any(m => m.Groups[1].Value == name || m.Groups[1].Value + "s" == name)
            select $"{file} begins with {first.Groups[1].Value}"
        );

    [Fact]
    public void No_interface_has_one_implementation()
    {
        var types = ((Type[])[typeof(Gate.Gatekeeper), typeof(Headgate.Hosting.Site), typeof(Cel.Rule)])
            .SelectMany(t => t.Assembly.GetTypes())
            .ToList();
        Assert.Empty(
            from one in types
            where one.IsInterface
            let those = types.Count(t => t is { IsInterface: false } && one.IsAssignableFrom(t))
            where those < 2
            select $"{one} has {those}"
        );
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^\s*(?:(?:public|internal|private|protected|sealed|abstract|static|partial|readonly|file)\s+)*(?:class|record struct|record|struct|enum|interface)\s+(\w+)",
        RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Declared();
}

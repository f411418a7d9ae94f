using System.Text.RegularExpressions;
using Headgate.Tests.Running;

namespace Headgate.Tests.Controls;

/// <summary>Which tests say that they prove what, as their sources say it: tests are in several programs.</summary>
internal static partial class Marks
{
    /// <summary>A test, and a control that it claims to prove.</summary>
    public sealed record Claim(string Framework, string Id, string File, string Test);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Claim> All() => [.. Repository.Sources("tests").SelectMany(f => In(f, Repository.Read(f)))];

    /// <summary>Those in a source. A claim on anything but a test is none.</summary>
    public static IEnumerable<Claim> In(string file, string source) =>
        from Match test in Marked().Matches(source)
        let marks = test.Groups["marks"].Value
        where Test().IsMatch(marks)
        from Match said in Said().Matches(marks)
        from Match id in Text().Matches(said.Groups["ids"].Value)
        select new Claim(
            (string)typeof(Frameworks).GetField(said.Groups["framework"].Value)!.GetValue(null)!,
            id.Groups[1].Value,
            file,
            test.Groups["name"].Value
        );

    // Attributes, a line each, and then the method.
    [GeneratedRegex(
        @"(?<marks>(?:^[ \t]*\[.*\][ \t]*\n)+)^[ \t]*public (?:async )?(?:Task|void|ValueTask) (?<name>\w+)\(",
        RegexOptions.Multiline,
        2000
    )]
    private static partial Regex Marked();

    [GeneratedRegex(@"\[(?:Fact|Theory)\b", RegexOptions.None, 1000)]
    private static partial Regex Test();

    [GeneratedRegex(@"\[Proves\(Frameworks\.(?<framework>\w+), (?<ids>[^)]*(?:\([^)]*\))?[^)]*)\)\]", RegexOptions.None, 1000)]
    private static partial Regex Said();

    [GeneratedRegex("\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Text();
}

using System.Text.RegularExpressions;

namespace Headgate.Gate;

/// <summary>Who wrote a record's text last: <c>person</c>, <c>agent</c>, or whoever it came from (<c>web_form</c>, <c>mail</c>, <c>import</c>, …).</summary>
public static partial class Provenance
{
    /// <summary>The field of a kind of record that says it.</summary>
    public const string Field = "provenance";

    /// <summary>Written by an agent in a run that had read text from outside: it stays so in every later run.</summary>
    public const string Derived = "derived";

    private const int LongestName = 60;

    /// <summary>Whether somebody inside wrote it of their own accord.</summary>
    public static bool IsTrusted(string? provenance) => provenance is "person" or "agent";

    /// <summary>Whether a text is no more than a name: short, few words, no address, link or mark-up. Nobody takes orders from a name.</summary>
    public static bool IsName(string? text) =>
        text is null || text.Length <= LongestName && text.Count(c => c == ' ') < 7 && !Suspicious().IsMatch(text);

    /// <summary>The first link of a text, if it has one.</summary>
    public static string? Link(string? text) => text is not null && Links().Match(text) is { Success: true } found ? found.Value : null;

    // Both are linear. Their time limit is of the clock on the wall, and a busy machine must not fail a guard by it.
    [GeneratedRegex(
        @"[@<>{}\[\]`|\r\n\t\\]|//|www\.|[!?:;]\s|\.\s+\p{Lu}\w+\s+\w+\s",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        2000
    )]
    private static partial Regex Suspicious();

    [GeneratedRegex(
        @"(?<![\w@.-])(?:[a-z][a-z0-9+.-]*://|//|www\.|mailto:|data:)\S+|(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?(?![\w@.-])|\]\(",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        2000
    )]
    private static partial Regex Links();
}

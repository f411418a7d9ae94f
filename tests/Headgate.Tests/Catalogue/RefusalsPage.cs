using System.Text;
using System.Text.RegularExpressions;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Catalogue;

/// <summary>The page that lists every refusal: found in the sources, with its sentences as far as they stand there.</summary>
internal static partial class RefusalsPage
{
    public static string Of()
    {
        StringBuilder page = new();
        page.Append("# Refusals\n\nWritten by `./dev docs` from the sources. Do not edit.\n\n");
        page.Append(
            "A refusal has a stable code, one sentence why and one sentence what to do next. What stands in braces differs from call to call.\n"
        );
        page.Append("\n| code | why | do |\n|---|---|---|\n");
        foreach (var (code, why, next) in All().OrderBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.Why, StringComparer.Ordinal))
            page.Append($"| `{code}` | {Cell(why)} | {Cell(next)} |\n");
        return page.ToString();
    }

    /// <summary>Every refusal in the sources: the code, and the texts that follow it in the same expression.</summary>
    public static IEnumerable<(string Code, string Why, string Do)> All() =>
        Repository.Sources("src").SelectMany(file => In(Repository.Read(file))).Distinct();

    /// <summary>The refusals of one source.</summary>
    public static IEnumerable<(string Code, string Why, string Do)> In(string source)
    {
        foreach (Match match in Made().Matches(source))
        {
            var (code, arguments) = (
                match.Groups["code"].Value,
                Arguments(source, match.Groups["code"].Index + match.Groups["code"].Length + 1)
            );
            // An alias of a tool or a claim has a dot too; a refusal has sentences.
            if (arguments.Count > 0)
                yield return (code, TextOf(arguments[0]), arguments.Count > 1 ? TextOf(arguments[1]) : "…");
        }
    }

    // From behind the code to the bracket that closes the call, cut at the commas between.
    private static List<string> Arguments(string source, int at)
    {
        List<string> found = [];
        var (depth, from) = (0, at);
        for (; at < source.Length; at++)
        {
            var c = source[at];
            if (c == '"')
            {
                at = EndOfText(source, at);
                continue;
            }
            if (c is '(' or '[' or '{')
                depth++;
            var closes = c is ')' or ']' or '}' && --depth < 0;
            if (closes || c == ',' && depth == 0)
            {
                if (source[from..at].Trim() is { Length: > 0 } argument)
                    found.Add(argument);
                from = at + 1;
            }
            if (closes || c == ';')
                break;
        }
        return found;
    }

    private static int EndOfText(string source, int at)
    {
        var interpolated = at > 0 && source[at - 1] == '$';
        for (var i = at + 1; i < source.Length; i++)
        {
            if (source[i] == '\\')
                i++;
            else if (interpolated && source[i] == '{')
                i = EndOfHole(source, i);
            else if (source[i] == '"')
                return i;
        }
        return source.Length - 1;
    }

    private static int EndOfHole(string source, int at)
    {
        var depth = 0;
        for (var i = at; i < source.Length; i++)
        {
            if (source[i] == '"')
                i = EndOfText(source, i);
            else if (source[i] == '{')
                depth++;
            else if (source[i] == '}' && --depth == 0)
                return i;
        }
        return source.Length - 1;
    }

    private static string TextOf(string argument)
    {
        var texts = CSharpTexts.Of(argument).Select(t => t.Text).Where(t => t.Length > 0).ToList();
        return texts.Count == 0 ? "…" : string.Join(" / ", texts);
    }

    private static string Cell(string text) =>
        Spaces()
            .Replace(Holes().Replace(text, "{…}"), " ")
            .Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Trim();

    [GeneratedRegex(
        """(?:\bnew(?: Refusal)?\(|\bRefuse\(|\bFailed\()\s*(?:http,\s*)?"(?<code>[a-z][a-z_]*\.[a-z][a-z_]*)"\s*(?=,)""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Made();

    [GeneratedRegex(@"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", RegexOptions.None, 1000)]
    private static partial Regex Holes();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}

using System.Text;
using System.Text.RegularExpressions;
using Headgate.Gate;
using Headgate.Tests.Running;

namespace Headgate.Tests.Catalogue;

/// <summary>The page that tells the guards in their order, with the reasons that stand beside them in the list.</summary>
internal static partial class GuardsPage
{
    public static string Of(IReadOnlyList<Guard> guards)
    {
        StringBuilder page = new();
        page.Append("# Guards\n\nWritten by `./dev docs` from `src/Headgate.Gate/Guards.cs` and the guards themselves. Do not edit.\n\n");
        page.Append("A call meets them in this order. Each may judge the call, the plan, or both, and settle before the commit.\n\n");
        var reasons = Reasons();
        foreach (var (i, guard) in guards.Index())
        {
            var type = guard.GetType();
            page.Append($"{i + 1}. **{guard.Name}** ({string.Join(", ", Judges(type))}): {Summary(type)}\n");
            page.Append($"   Why here: {reasons[type.Name]}\n");
        }
        return page.ToString();
    }

    /// <summary>The guards as the list's source names them, in order.</summary>
    public static IReadOnlyList<string> InSource() =>
        [.. Lines().Select(l => New().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value)];

    private static IEnumerable<string> Judges(Type guard)
    {
        if (guard.GetMethod(nameof(Guard.JudgeCall))!.DeclaringType == guard)
            yield return "judges the call";
        if (guard.GetMethod(nameof(Guard.JudgePlan))!.DeclaringType == guard)
            yield return "judges the plan";
        if (guard.GetMethod(nameof(Guard.Settle))!.DeclaringType == guard)
            yield return "settles";
    }

    private static string Summary(Type guard)
    {
        var source = Repository.Read($"src/Headgate.Gate/Guards/{guard.Name}.cs");
        return Spaces().Replace(SummaryText().Match(source).Groups[1].Value.Replace("///", "", StringComparison.Ordinal), " ").Trim();
    }

    // The comment above a guard's line, without the lines that stand for guards to come.
    private static Dictionary<string, string> Reasons()
    {
        Dictionary<string, string> reasons = new(StringComparer.Ordinal);
        List<string> comment = [];
        foreach (var line in Lines())
        {
            if (New().Match(line) is { Success: true } guard)
            {
                reasons[guard.Groups[1].Value] = string.Join(' ', comment);
                comment.Clear();
            }
            else if (line.StartsWith("// ", StringComparison.Ordinal) && !ToCome().IsMatch(line))
                comment.Add(line[3..]);
        }
        return reasons;
    }

    private static IEnumerable<string> Lines() => Repository.Read("src/Headgate.Gate/Guards.cs").Split('\n').Select(l => l.Trim());

    [GeneratedRegex(@"^new (\w+Guard)\(", RegexOptions.None, 100)]
    private static partial Regex New();

    [GeneratedRegex(@"^// [a-z]+ {2,}", RegexOptions.None, 100)]
    private static partial Regex ToCome();

    [GeneratedRegex(@"<summary>(.*?)</summary>", RegexOptions.Singleline, 100)]
    private static partial Regex SummaryText();

    [GeneratedRegex(@"\s+", RegexOptions.None, 100)]
    private static partial Regex Spaces();
}

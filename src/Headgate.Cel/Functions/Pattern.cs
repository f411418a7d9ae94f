using System.Text.RegularExpressions;
using Headgate.Cel.Running;

namespace Headgate.Cel.Functions;

/// <summary>A regular expression in RE2's syntax, run in time linear to the text.</summary>
internal sealed class Pattern
{
    private readonly Regex _regex;
    private readonly int _weight;

    private Pattern(Regex regex, int weight) => (_regex, _weight) = (regex, weight);

    public static Pattern Of(string pattern)
    {
        var (translated, weight) = PatternReading.Read(pattern);
        try
        {
            return new(
                new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout),
                weight
            );
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            throw new FormatException("it is no regular expression.", wrong);
        }
    }

    /// <summary>Whether it matches somewhere. The weight is how many states the text may meet at each character.</summary>
    public bool Matches(string text, Meter meter)
    {
        meter.Charge(1 + (long)text.Length * _weight / 16);
        return _regex.IsMatch(text);
    }
}

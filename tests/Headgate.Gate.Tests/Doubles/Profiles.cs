using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Doubles;

/// <summary>Profiles from one line of text: <c>name=Ada;city=London</c>.</summary>
internal static class Profiles
{
    /// <summary>What a line of text says by field.</summary>
    public static Dictionary<string, string?> Fields(string text) =>
        text.Split(';').Select(f => f.Split('=', 2)).ToDictionary(f => f[0], f => (string?)f[1]);

    /// <summary>A profile of a kind.</summary>
    public static Profile Of(string kind, string text) => Profile.Of(kind, Fields(text).GetValueOrDefault)!;

    /// <summary>What two of a kind are to each other; the same both ways.</summary>
    public static Match Match(string kind, string a, string b)
    {
        var match = Of(kind, a).Against(Of(kind, b));
        var turned = Of(kind, b).Against(Of(kind, a));
        Assert.Equal((match.Grade, match.Hundredths, match.Why), (turned.Grade, turned.Hundredths, turned.Why));
        return match;
    }
}

using System.Text;
using System.Text.RegularExpressions;
using Headgate.Gate.Detectors;

namespace Headgate.Gate.Tests.Detectors;

/// <summary>Texts in which what is to be found stands marked with its sort: <c>Pay «Card 4111…» today</c>. What is not marked must not be found.</summary>
internal static partial class Marked
{
    /// <summary>Fails unless all that is marked is found, each in its place and as what it is, and nothing else.</summary>
    public static void Holds(string marked)
    {
        var text = Marks().Replace(marked, "$1");
        StringBuilder again = new();
        var at = 0;
        foreach (var found in Detector.Find(text))
        {
            again.Append(text, at, found.From - at).Append($"«{found.Sort} {text.AsSpan(found.From, found.Length)}»");
            at = found.To;
        }
        Assert.Equal(marked, again.Append(text, at, text.Length - at).ToString());
    }

    [GeneratedRegex("«[A-Za-z]+ ([^»]*)»")]
    private static partial Regex Marks();
}

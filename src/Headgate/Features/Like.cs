namespace Headgate.Features;

/// <summary>Patterns for <c>LIKE … ESCAPE '!'</c>, in which nothing that a caller wrote is a wildcard.</summary>
internal static class Like
{
    /// <summary>Whatever begins with the text.</summary>
    public static string Beginning(string text) => Plain(text) + "%";

    /// <summary>Whatever holds the text.</summary>
    public static string Holding(string text) => "%" + Plain(text) + "%";

    private static string Plain(string text) => text.Replace("!", "!!").Replace("%", "!%").Replace("_", "!_");
}

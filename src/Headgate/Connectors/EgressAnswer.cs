namespace Headgate.Connectors;

/// <summary>What came back of an exchange.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">The media type, if it has one.</param>
/// <param name="Body">The body.</param>
public sealed record EgressAnswer(int Status, string? Type, byte[] Body)
{
    /// <summary>The body as text; what is no UTF-8 stands as replacement characters.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}

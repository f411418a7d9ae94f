namespace Headgate.Features.Conversations;

/// <summary>The channels to people outside.</summary>
public static class Channels
{
    /// <summary>E-mail.</summary>
    public const string Email = "email";

    /// <summary>Text message.</summary>
    public const string Sms = "sms";

    /// <summary>Telephone.</summary>
    public const string Call = "call";
}

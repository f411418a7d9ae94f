using Headgate.Gate;

namespace Headgate.Doors.OAuth;

/// <summary>An error as OAuth tells it (RFC 6749, sections 4.1.2.1 and 5.2).</summary>
internal sealed class OAuthError(string error, string why, int status = 400) : Exception(why)
{
    /// <summary>Its name.</summary>
    public string Error => error;

    /// <summary>The status of an answer that is no redirect.</summary>
    public int Status => status;

    /// <summary>A refusal of the gate; what is no error of the protocol is told as one that it has.</summary>
    public static OAuthError Of(Refusal refusal)
    {
        var name = refusal.Code.StartsWith("oauth.", StringComparison.Ordinal) ? refusal.Code[6..] : "invalid_request";
        return new(name, $"{refusal.Why} {refusal.Do}", name == "invalid_client" ? 401 : 400);
    }

    /// <summary>As JSON.</summary>
    public IResult Json() => Results.Json(new { error, error_description = Ascii(Message) }, statusCode: status);

    // The characters that the description may have (RFC 6749, section 5.2).
    internal static string Ascii(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and <= '~' and not '"' and not '\\' ? c : '\''));
}

namespace Headgate.Doors.OAuth;

/// <summary>The form that a client posts: small, and each parameter once (OAuth 2.1, section 3.2).</summary>
internal static class PostedForm
{
    private const int Longest = 32 << 10;

    /// <summary>Reads it.</summary>
    /// <exception cref="OAuthError">It is none, too long, or says something twice.</exception>
    public static async ValueTask<IFormCollection> Read(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > Longest)
            throw new OAuthError("invalid_request", "Send a form of at most 32 KiB.");
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return form.Any(f => f.Value.Count > 1) ? throw new OAuthError("invalid_request", "A parameter is given twice.") : form;
        }
        catch (InvalidDataException)
        {
            throw new OAuthError("invalid_request", "The form cannot be read.");
        }
    }

    /// <summary>A parameter; nothing when it is not there or empty.</summary>
    public static string? One(this IFormCollection form, string name) => form[name] is [{ Length: > 0 } value] ? value : null;

    /// <summary>A parameter that must be there.</summary>
    /// <exception cref="OAuthError">It is not.</exception>
    public static string Need(this IFormCollection form, string name) =>
        form.One(name) ?? throw new OAuthError("invalid_request", $"{name} is missing.");
}

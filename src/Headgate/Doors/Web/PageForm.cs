using Microsoft.AspNetCore.Http.Features;

namespace Headgate.Doors.Web;

/// <summary>The form that a page of ours posts.</summary>
internal static class PageForm
{
    /// <summary>What a form of a few fields may be long, in bytes.</summary>
    public const int Short = 64 << 10;

    /// <summary>What one may be long that carries the arguments of a call, in bytes: a call is at most 1 MiB, and a form takes up to three bytes for one.</summary>
    public const int Long = 4 << 20;

    /// <summary>Reads it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="longest">What it may be long, in bytes.</param>
    /// <exception cref="BadHttpRequestException">It is none, too long, or cannot be read; the message is a sentence for whoever sent it.</exception>
    public static async Task<IFormCollection> Read(HttpContext http, int longest = Short)
    {
        if (!http.Request.HasFormContentType)
            throw new BadHttpRequestException("This address takes the form of its page.");
        // The server holds the body to it as it reads, since a proxy may pass a form on without its length.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = longest;
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException unreadable)
        {
            throw new BadHttpRequestException("The form cannot be read.", unreadable);
        }
    }

    /// <summary>A field; empty when it is not there, given twice or too long.</summary>
    public static string Text(this IFormCollection form, string name, int longest) =>
        form[name] is [{ } value] && value.Length <= longest ? value : "";
}

namespace Headgate.Features;

/// <summary>Which text was written by somebody inside; what came from outside is data, whatever it asks for.</summary>
internal static class Trust
{
    /// <summary>True for text from outside, nothing for our own: answers mark the exception.</summary>
    public static bool? Untrusted(string provenance) => provenance is "person" or "agent" ? null : true;
}

namespace Headgate.Features;

/// <summary>Where a text came from. What neither a person nor an agent of the organisation wrote is untrusted, and every answer that shows it says so.</summary>
internal static class Provenance
{
    /// <summary><see langword="true"/> for a text from outside (an import, a web form, a mail, an enrichment, anything unknown); nothing for our own.</summary>
    public static bool? Untrusted(string provenance) => provenance is "person" or "agent" ? null : true;

    /// <inheritdoc cref="Untrusted(string)"/>
    public static bool? Untrusted(string provenance, string? text) => string.IsNullOrEmpty(text) ? null : Untrusted(provenance);
}

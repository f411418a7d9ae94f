using Headgate.Gate;

namespace Headgate.Features;

/// <summary>Which text was written by somebody inside; what came from outside is data, whatever it asks for. What is marked here taints the run that reads it.</summary>
internal static class Trust
{
    /// <summary>True for text from outside, nothing for our own: answers mark the exception.</summary>
    public static bool? Untrusted(string? provenance) => Provenance.IsTrusted(provenance) ? null : true;

    /// <summary>The same for a record whose free texts may be missing and whose names may be more than names.</summary>
    public static bool? Untrusted(string? provenance, IEnumerable<string?> texts, params IEnumerable<string?> names) =>
        !Provenance.IsTrusted(provenance) && (texts.Any(t => !string.IsNullOrWhiteSpace(t)) || names.Any(n => !Provenance.IsName(n)))
            ? true
            : null;
}

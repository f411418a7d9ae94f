using Headgate.Gate;

namespace Headgate.Features.Organisations;

/// <summary>Time zones as callers name them.</summary>
internal static class Zones
{
    /// <summary>The IANA name as it is spelt.</summary>
    /// <exception cref="RefusedException">There is no such zone; the refusal says which are near.</exception>
    public static string Need(string field, string given)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(given.Trim(), out var zone) && zone.HasIanaId)
            return zone.Id;
        var near = Text.Nearest(given, TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId).Select(z => z.Id));
        var refusal = Refusal.Input(field, "an IANA time zone such as Europe/Berlin or America/New_York", Text.Shown(given));
        throw new RefusedException(
            near.Count == 0 ? refusal : refusal with { Do = $"Did you mean {string.Join(" or ", near)}?", Candidates = near }
        );
    }
}

using Headgate.Features.Organisations;
using Headgate.Store;

namespace Headgate.Features.Audit;

/// <summary>Agents and people as searches of the audit name them: also those who have left.</summary>
internal static class Who
{
    /// <summary>The ids of the agents of that name or id; a name may have been given again.</summary>
    public static async ValueTask<IReadOnlyList<string>> Agents(Reader reader, string given) =>
        Need(
            await reader.All<Named>("SELECT id AS \"Id\", name AS \"Name\" FROM agents WHERE tenant = @tenant ORDER BY name, id"),
            "agent",
            given
        );

    /// <summary>The ids of the people of that name, e-mail address or id; <c>me</c> is the caller.</summary>
    public static async ValueTask<IReadOnlyList<string>> People(Reader reader, string given)
    {
        if (string.Equals(given, "me", StringComparison.OrdinalIgnoreCase))
            return [reader.By.Person];
        var byMail = await reader.All<Named>(
            "SELECT id AS \"Id\", name AS \"Name\" FROM users WHERE tenant = @tenant AND lower(email) = @email",
            ("email", given.Trim().ToLowerInvariant())
        );
        return byMail.Count > 0
            ? [.. byMail.Select(p => p.Id)]
            : Need(
                await reader.All<Named>("SELECT id AS \"Id\", name AS \"Name\" FROM users WHERE tenant = @tenant ORDER BY name, id"),
                "person",
                given
            );
    }

    private static IReadOnlyList<string> Need(IReadOnlyList<Named> known, string field, string given)
    {
        var found = known.Where(k => k.Id == given || string.Equals(k.Name, given.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count > 0
            ? [.. found.Select(f => f.Id)]
            : throw new Gate.RefusedException(Choice.Unknown(field, given, [.. known.Select(k => k.Name ?? k.Id)]));
    }
}

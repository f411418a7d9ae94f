using System.Text;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>What of an organisation's policies is in force, as one hash in its own row: whoever changes a policy changes it in the same plan.</summary>
internal static class InForce
{
    /// <summary>The hash; none when nothing is in force.</summary>
    public static string? HashOf(IEnumerable<(string Name, string Mode, string Hash)> policies)
    {
        var lines = policies
            .Where(p => p.Mode != Policy.Off)
            .Select(p => $"{p.Name} {p.Mode} {p.Hash}\n")
            .Order(StringComparer.Ordinal)
            .ToList();
        return lines.Count == 0 ? null : CanonicalJson.Hash(Encoding.UTF8.GetBytes(string.Concat(lines)));
    }

    /// <summary>Adds the change of the organisation that goes with a policy as it will be.</summary>
    public static async ValueTask<Plan> With(Plan plan, Reader reader, Call call, string name, string mode, string hash)
    {
        if (plan.IsEmpty)
            return plan;
        var organisation = await OrganisationRow.Own(reader);
        var others = (await PolicyRow.All(reader)).Where(p => p.Name != name).Select(p => (p.Name, p.Mode, p.Hash));
        return plan.Update(
            Organisation.Kind,
            organisation.Id,
            organisation.Version,
            ("policies", organisation.Policies, HashOf([.. others, (name, mode, hash)])),
            Columns.Moved(organisation.UpdatedAt, call)
        );
    }

    /// <summary>Sets a policy's mode.</summary>
    public static async ValueTask<(Plan Plan, PolicyShown Shown)> Set(Reader reader, Call call, string given, string mode)
    {
        var row = await PolicyRow.Need(reader, "name", given);
        var plan = new Plan().Update(Policy.Kind, row.Id, row.Version, ("mode", row.Mode, mode), Columns.Moved(row.UpdatedAt, call));
        var shown = PolicyShown.Of(row);
        if (!plan.IsEmpty)
            shown = shown with { Mode = mode, Version = row.Version + 1, UpdatedAt = Moments.Iso(call.Effective) };
        return (await With(plan, reader, call, row.Name, mode, row.Hash), shown);
    }
}

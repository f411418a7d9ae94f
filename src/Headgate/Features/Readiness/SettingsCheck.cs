using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Readiness;

/// <summary>What nobody has told agents yet: who is wanted, what qualified means, and whether mail from here arrives.</summary>
internal sealed class SettingsCheck() : Check("no_icp", "no_qualified", "domain_health")
{
    public override async ValueTask<Seen> Look(Reader reader)
    {
        var organisation = await OrganisationRow.Own(reader);
        List<Finding> found = [];
        if (string.IsNullOrWhiteSpace(organisation.Icp))
            found.Add(
                new()
                {
                    Code = "no_icp",
                    Count = 1,
                    Says = "Nobody has written down who the ideal customer is.",
                    Examples = [organisation.Id],
                    Why = "Agents rank and pick accounts by it; without it they make one up.",
                    Fix = "Write it with org.update icp.",
                }
            );
        if (string.IsNullOrWhiteSpace(organisation.Qualified))
            found.Add(
                new()
                {
                    Code = "no_qualified",
                    Count = 1,
                    Says = "Nobody has written down when a lead counts as qualified.",
                    Examples = [organisation.Id],
                    Why = "Agents set lead statuses by it; without it each one decides for itself.",
                    Fix = "Write it with org.update qualified.",
                }
            );
        var domains = (
            await reader.All<string>(
                "SELECT email FROM users WHERE tenant = @tenant AND status = 'active' AND email LIKE '%@%' ORDER BY id LIMIT 1000"
            )
        )
            .Select(EmailForm.DomainOf)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        // Nothing measures it yet: the fact that policies ask answers unknown for every domain.
        if (domains.Count > 0)
            found.Add(
                new()
                {
                    Code = "domain_health",
                    Count = domains.Count,
                    Says = $"The health of {Many(domains.Count, "sending domain")} is unknown: {string.Join(", ", domains.Take(Few))}.",
                    Examples = [.. domains.Take(Few)],
                    Why = "The policy against mail from a red domain stops nothing while nobody knows whether it is red.",
                    Fix =
                        "Check SPF, DKIM and DMARC of the domain yourself before the first mail, and keep headgate outbound off until then.",
                }
            );
        return new(found);
    }
}

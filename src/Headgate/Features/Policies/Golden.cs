using Headgate.Gate;
using Headgate.Policies;

namespace Headgate.Features.Policies;

/// <summary>The four policies that a new organisation begins with, all on, and the list that one of them asks.</summary>
internal static class Golden
{
    /// <summary>Plans them.</summary>
    /// <returns>The hash of what is in force.</returns>
    public static string? Add(Plan plan, Call call)
    {
        List<PolicyRow> rows = [];
        foreach (var (name, template) in PolicyTemplates.Golden)
        {
            var rule = PolicyTemplates.Usual(template, name);
            var body = rule.Write();
            var row = new PolicyRow
            {
                Id = call.NewId("pol", rows.Count),
                Name = name,
                Mode = Policy.On,
                Effect = Ruling.WordOf(rule.Effect),
                Revision = 1,
                Hash = PolicyRule.HashOf(body),
                Body = body,
            };
            plan.Insert(Policy.Kind, row.Id, Save.Fields(row, call));
            plan.Insert(Policy.Version, call.NewId("pov", rows.Count), Save.VersionFields(row, call));
            rows.Add(row);
        }
        return InForce.HashOf(rows.Select(r => (r.Name, r.Mode, r.Hash)));
    }
}

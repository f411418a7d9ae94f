using Headgate.Gate;

namespace Headgate.Features.Organisations;

/// <summary>The organisation's measures for the guards, as one change of its row.</summary>
internal static class Rails
{
    /// <summary>Sets them; nothing when they stand so already.</summary>
    public static Plan Set(OrganisationRow row, Call call, Guardrails rails) => Set(new(), row, call, rails);

    /// <summary>The same beside other changes.</summary>
    public static Plan Set(Plan plan, OrganisationRow row, Call call, Guardrails rails) =>
        plan.Update(
            Organisation.Kind,
            row.Id,
            row.Version,
            ("guardrails", row.Guardrails, rails.Write()),
            Columns.Moved(row.UpdatedAt, call)
        );
}

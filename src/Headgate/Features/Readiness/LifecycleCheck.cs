using Headgate.Features.Organisations;
using Headgate.Store;

namespace Headgate.Features.Readiness;

/// <summary>Contacts of which nobody has said whether they are a lead, a contact or a customer.</summary>
internal sealed class LifecycleCheck() : Check("missing_lifecycle")
{
    public override async ValueTask<Seen> Look(Reader reader)
    {
        var known = (await Choice.Names(reader, "contact.lifecycle")).ToHashSet(StringComparer.Ordinal);
        // The index alone tells which there are; only what is strange is looked at.
        var names = await reader.All<string>("SELECT DISTINCT lifecycle FROM contacts WHERE tenant = @tenant");
        List<Counted> strange = [];
        foreach (var name in names.Where(n => !known.Contains(n)))
            if (
                await reader.Number(
                    $"SELECT COUNT(*) FROM contacts c WHERE c.tenant = @tenant AND c.lifecycle = @lifecycle AND c.merged_into IS NULL{reader.Visible("c.owner_id")}",
                    ("lifecycle", name)
                )
                is > 0
                    and var contacts
            )
                strange.Add(new(name, contacts));
        if (strange.Count == 0)
            return new([]);
        var count = strange.Sum(s => s.Contacts);
        List<string> examples = [];
        foreach (var one in strange.Take(Few))
            examples.AddRange(
                await reader.All<string>(
                    $"SELECT c.id FROM contacts c WHERE c.tenant = @tenant AND c.lifecycle = @lifecycle AND c.merged_into IS NULL{reader.Visible("c.owner_id")} LIMIT {Few}",
                    ("lifecycle", one.Lifecycle)
                )
            );
        return new([
            new()
            {
                Code = "missing_lifecycle",
                Count = count,
                Says =
                    $"{Many(count, "contact")} {(count == 1 ? "has" : "have")} no lifecycle that is configured ({string.Join(", ", strange.Take(Few).Select(s => s.Lifecycle.Length == 0 ? "none" : s.Lifecycle))}).",
                Examples = [.. examples.Take(Few)],
                Why = "Lists by lifecycle leave them out, so agents neither work them as leads nor leave them alone as customers.",
                Fix =
                    "Import a file with their e-mail addresses and a lifecycle column (headgate import FILE), or convert leads with leads.convert.",
            },
        ]);
    }

    private sealed record Counted(string Lifecycle, long Contacts);
}

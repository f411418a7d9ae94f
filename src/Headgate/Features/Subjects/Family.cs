using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Subjects;

/// <summary>A person's records: the one that was named, what was merged into it and what it was merged into, as far as that goes.</summary>
public static class Family
{
    /// <summary>The ids, the named one first. A deleted record is still somebody's.</summary>
    /// <exception cref="RefusedException">There is no such record.</exception>
    public static async ValueTask<IReadOnlyList<string>> Of(Reader reader, string field, string id)
    {
        if (await reader.Word("SELECT c.id FROM contacts c WHERE c.tenant = @tenant AND c.id = @id", ("id", id)) is null)
            throw new RefusedException(Refusal.NotFound(field, id));
        List<string> family = [id];
        for (var i = 0; i < family.Count; i++)
        {
            var near = await reader.All<string>(
                "SELECT c.id FROM contacts c WHERE c.tenant = @tenant AND c.merged_into = @id "
                    + "UNION SELECT m.id FROM contacts c JOIN contacts m ON m.tenant = c.tenant AND m.id = c.merged_into WHERE c.tenant = @tenant AND c.id = @id",
                ("id", family[i])
            );
            family.AddRange(near.Except(family).Order(StringComparer.Ordinal).ToList());
        }
        return family;
    }
}

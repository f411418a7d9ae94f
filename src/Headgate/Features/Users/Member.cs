using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>Somebody of the organisation, whatever their status, and who may touch them.</summary>
internal static class Member
{
    /// <summary>The person that a text names: <c>me</c>, a name, an e-mail address or an id.</summary>
    /// <exception cref="RefusedException">Nobody, or more than one.</exception>
    public static async ValueTask<UserRow> Need(Reader reader, string field, string given)
    {
        if (string.Equals(given, "me", StringComparison.OrdinalIgnoreCase))
            given = reader.By.Person;
        var rows = await reader.All<UserRow>(
            UserRow.Select + " AND (u.id = @given OR lower(u.email) = @folded OR lower(u.name) = @folded) ORDER BY u.id LIMIT 2",
            ("given", given),
            ("folded", given.Trim().ToLowerInvariant())
        );
        return rows.Count switch
        {
            1 => rows[0],
            0 => throw new RefusedException(Refusal.NotFound(field, given)),
            _ => throw new RefusedException(
                Refusal.Input(field, "one person, by e-mail address or id", $"{Text.Shown(given)}, which is more than one")
            ),
        };
    }

    /// <summary>The caller, or for an administrator anybody: the id.</summary>
    /// <exception cref="RefusedException">Somebody else's, and the caller is no administrator.</exception>
    public static async ValueTask<string> Mine(Reader reader, Call call, string field, string? given)
    {
        if (given is null)
            return call.By.Person;
        var person = await Need(reader, field, given);
        return person.Id == call.By.Person || call.By.Role == Role.Admin
            ? person.Id
            : throw new RefusedException(
                new("users.not_yours", "Only an administrator does this for somebody else.", "Ask an administrator.") { Field = field }
            );
    }

    /// <summary>Refuses whoever is no administrator and would touch one.</summary>
    /// <exception cref="RefusedException">The caller may not.</exception>
    public static void NeedOver(Call call, UserRow person)
    {
        if (person.Role == "admin" && call.By.Role != Role.Admin)
            throw new RefusedException(
                new("users.not_yours", "Only an administrator changes another administrator.", "Ask an administrator.") { Field = "person" }
            );
    }

    /// <summary>Demands that another administrator is active, now and at the commit: two who end each other at once do not both succeed.</summary>
    /// <exception cref="RefusedException">This one is the last.</exception>
    public static async ValueTask NeedAnotherAdmin(Plan plan, Reader reader, UserRow person)
    {
        if (person is not { Role: "admin", Status: "active" })
            return;
        var other =
            await reader.First<UserRow>(
                UserRow.Select + " AND u.role = 'admin' AND u.status = 'active' AND u.id <> @id ORDER BY u.id LIMIT 1",
                ("id", person.Id)
            )
            ?? throw new RefusedException(
                new(
                    "users.last_admin",
                    $"{person.Name} is the last active administrator.",
                    "Make somebody else an administrator first: headgate users update EMAIL --role admin."
                )
                {
                    Record = person.Id,
                }
            );
        plan.Rely(User.Kind, other.Id, other.Version);
    }
}

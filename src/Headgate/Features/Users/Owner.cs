using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>Who owns a record, as callers name people: <c>me</c>, a name, an e-mail address or an id.</summary>
public static class Owner
{
    /// <summary>The active person that a text names.</summary>
    /// <exception cref="RefusedException">Nobody, or more than one; the refusal names the candidates.</exception>
    public static async ValueTask<Person> Resolve(Reader reader, string field, string given)
    {
        if (string.Equals(given, "me", StringComparison.OrdinalIgnoreCase))
            given = reader.By.Person;
        var people = Ids.Is(given, "usr")
            ? await reader.All<Person>(
                "SELECT id, name, email FROM users WHERE tenant = @tenant AND status = 'active' AND id = @given",
                ("given", given)
            )
            : await reader.All<Person>(
                "SELECT id, name, email FROM users WHERE tenant = @tenant AND status = 'active' AND (lower(email) = @folded OR lower(name) = @folded) ORDER BY name, id",
                ("folded", given.Trim().ToLowerInvariant())
            );
        return people.Count switch
        {
            1 => people[0],
            0 => throw new RefusedException(await Nobody(reader, field, given)),
            _ => throw new RefusedException(
                new("schema.ambiguous", $"{field}: {Text.Shown(given)} is more than one person.", "Use the e-mail address or the id.")
                {
                    Field = field,
                    Expected = "one person",
                    Came = Text.Shown(given),
                    Candidates = [.. people.Select(p => $"{p.Name} <{p.Email}> {p.Id}")],
                }
            ),
        };
    }

    private static async ValueTask<Refusal> Nobody(Reader reader, string field, string given)
    {
        var names = (await reader.All<Person>("SELECT id, name, email FROM users WHERE tenant = @tenant AND status = 'active'"))
            .Select(p => p.Name)
            .ToList();
        // People write first names: whoever's name holds the word is a better guess than the nearest spelling.
        var near = names.Where(n => n.Contains(given.Trim(), StringComparison.OrdinalIgnoreCase)).Take(5).ToList();
        if (near.Count == 0)
            near = [.. Text.Nearest(given, names)];
        return new(
            "schema.unknown_person",
            $"{field}: nobody here is called {Text.Shown(given)}.",
            near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}?" : "Use me, a name, an e-mail address or an id from users_list."
        )
        {
            Field = field,
            Expected = "me, a name, an e-mail address or an id",
            Came = Text.Shown(given),
            Candidates = near.Count > 0 ? near : null,
        };
    }
}

/// <summary>A person, as far as owning goes.</summary>
public sealed class Person
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
}

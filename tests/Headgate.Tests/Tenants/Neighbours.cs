using System.Text.Json;
using Headgate.Gate;
using Headgate.Tests.Running;

namespace Headgate.Tests.Tenants;

/// <summary>What the other organisation has besides a record of each kind: whatever a parameter may name.</summary>
internal static class Neighbours
{
    /// <summary>Makes it, at the gate.</summary>
    public static Task Furnish(Books books) =>
        Furnish(books.Theirs, (action, arguments) => books.Ask(books.Theirs.Admin, action, arguments));

    /// <summary>Makes it, and asks for all that is handed out and stands in no row: the cursors of its lists.</summary>
    public static async Task<IReadOnlyList<string>> Furnish(House house)
    {
        var (rest, pool) = (new RestWay(house, "rest"), house.Books.Theirs);
        await Furnish(
            pool,
            async (action, arguments) =>
            {
                var told = await rest.Send(action, JsonSerializer.Serialize(arguments), pool.Token);
                return told.Code is null ? told.Answer!.Value : throw new InvalidOperationException($"{action}: {told.Text}");
            }
        );
        List<string> cursors = [];
        foreach (var action in house.Books.Catalogue.All.Where(a => a.Offered != Offered.Inside && Takes(a, "cursor") && Takes(a, "limit")))
        {
            var arguments = new Samples(pool).Of(action, 1);
            arguments["limit"] = 1;
            var told = await rest.Send(action.Id, arguments.ToJsonString(), pool.Token);
            if (told.Answer is { } answer && answer.TryGetProperty("next_cursor", out var cursor) && cursor.GetString() is { } text)
                cursors.Add(text);
        }
        return cursors.Count > 5 ? cursors : throw new InvalidOperationException($"{cursors.Count} lists gave a cursor.");
    }

    private static async Task Furnish(Pool pool, Func<string, object, Task<JsonElement>> ask)
    {
        var low = pool.Word.ToLowerInvariant();
        await ask("policies.save", new { name = $"{low}_rule", template = "no_outbound_to_list" });
        await ask("lists.set", new { name = $"{low}_list", entries = new[] { $"{low}.example" } });
        var line = new
        {
            name = $"{pool.Word} line",
            stages = new[]
            {
                new
                {
                    name = $"{pool.Word} stage",
                    kind = "open",
                    probability = 10,
                },
            },
        };
        await ask(
            "imports.begin",
            new
            {
                kind = "opportunities",
                fingerprint = string.Concat(Enumerable.Repeat("0123456789abcdef", 4)),
                pipelines = new[] { line },
            }
        );
        await ask(
            "tasks.create",
            new
            {
                title = $"Keyed {pool.Word}",
                due_at = "2027-01-04",
                idempotency_key = $"{low}-key-0001",
            }
        );
    }

    private static bool Takes(ActionSpec action, string name) => action.Takes.Properties.Any(p => p.Name == name);
}

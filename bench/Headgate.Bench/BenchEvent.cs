using Headgate.Gate;

namespace Headgate.Bench;

/// <summary>The events of an office of two hundred people, by their numbers: the same on every machine.</summary>
internal sealed record BenchEvent(
    string Action,
    string Agent,
    string AgentName,
    string Person,
    string PersonName,
    string Run,
    string Ended,
    string? Code,
    string Door,
    string Record
)
{
    private static readonly string[] Actions =
    [
        "contacts.get",
        "contacts.list",
        "contacts.search",
        "contacts.update",
        "opportunities.get",
        "opportunities.move_stage",
        "activities.log",
        "notes.create",
        "email.draft",
        "email.send",
    ];

    private static readonly string[] Codes = ["dedupe.exists", "limits.reached", "policy.denied", "scopes.missing"];

    /// <summary>One of them. A tenth is refused, a thousandth is held, and a hundredth concerns one account.</summary>
    public static BenchEvent At(int i)
    {
        var mixed = (int)((uint)i * 2654435761u >> 8);
        var agent = i / 20 % 40;
        var person = i / 20 % 200;
        var isRefused = mixed % 10 == 0;
        return new(
            Actions[mixed / 10 % Actions.Length],
            $"agt_{agent}",
            $"Agent {agent}",
            $"usr_{person}",
            $"Person {person}",
            RunOf(i / 20),
            isRefused ? "refused"
                : mixed % 1000 == 1 ? "held"
                : "done",
            isRefused ? Codes[mixed / 100 % Codes.Length] : null,
            mixed % 3 == 0 ? "rest" : "mcp",
            mixed / 7 % 100 == 7 ? "acc_hot" : $"con_{mixed % 300_000}"
        );
    }

    private static string RunOf(int number) =>
        Ids.Mint("run", DateTimeOffset.UnixEpoch, System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number)), 0);
}

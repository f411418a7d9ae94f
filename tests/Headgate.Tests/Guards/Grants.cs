using Headgate.Gate;
using Headgate.Tests.Running;

namespace Headgate.Tests.Guards;

/// <summary>Tokens of our organisation: one with everything, and for each guard one that lacks something.</summary>
internal sealed class Grants
{
    private static readonly string[] All = [.. Scopes.Named.Select(n => n.Name)];

    private readonly Dictionary<Scope, string> _without = [];

    /// <summary>Every scope and toolset.</summary>
    public required string Full { get; init; }

    /// <summary>Every scope, no toolset.</summary>
    public required string Bare { get; init; }

    /// <summary>Every scope and toolset, and handles in place of confidential values.</summary>
    public required string Blind { get; init; }

    /// <summary>Everything, and a policy that denies it.</summary>
    public required string Denied { get; init; }

    /// <summary>Everything, for fourteen hours: longer than the proofs make of them, shorter than the other grants.</summary>
    public required string Short { get; init; }

    /// <summary>Every scope but one.</summary>
    public string Without(Scope scope) => _without[scope];

    /// <summary>Makes them.</summary>
    public static async Task<Grants> Make(House house)
    {
        Grants grants = new()
        {
            Full = await house.Agent("full", All),
            Bare = await house.Agent("bare", All, []),
            Blind = await house.Agent("blind", All, details: false),
            Denied = await house.Agent("denied", All),
            Short = await house.Agent("short", All, ttl: 50_000),
        };
        await house.Admin(
            "policies.save",
            new
            {
                name = "deny_one_agent",
                when = "call.agent_name == 'denied'",
                effect = "deny",
                message = "This agent does nothing.",
                reads = true,
                mode = "on",
                examples = new object[]
                {
                    new { applies = true, call = new { agent_name = "denied" } },
                    new { applies = false, call = new { agent_name = "full" } },
                },
            }
        );
        foreach (var (scope, name) in Scopes.Named)
            grants._without[scope] = await house.Agent("without " + name, [.. All.Except([name])]);
        return grants;
    }
}

using Headgate.Policies;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>The policies that were in force at some time, by the hash that events name: the versions of then, checked against their own hashes.</summary>
internal sealed class PastSets(Reader reader)
{
    /// <summary>A version, or the list of what was in force, is gone.</summary>
    public const string Missing = "rule_missing";

    /// <summary>A version, or the list of what was in force, is not what its hash says.</summary>
    public const string Altered = "rule_altered";

    private readonly Dictionary<string, (PolicySet? Set, string? Wrong)> _sets = new(StringComparer.Ordinal);

    /// <summary>The set of that hash, or what is wrong with it.</summary>
    public async ValueTask<(PolicySet? Set, string? Wrong)> Of(string hash)
    {
        if (!_sets.TryGetValue(hash, out var known))
            _sets[hash] = known = await Read(hash);
        return known;
    }

    private async ValueTask<(PolicySet? Set, string? Wrong)> Read(string hash)
    {
        var members = await reader.All<Member>(
            "SELECT s.name, s.mode, s.policy_hash FROM policy_sets s WHERE s.tenant = @tenant AND s.hash = @hash ORDER BY s.name",
            ("hash", hash)
        );
        if (members.Count == 0)
            return (null, Missing);
        if (InForce.HashOf(members.Select(m => (m.Name, m.Mode, m.PolicyHash))) != hash)
            return (null, Altered);
        var versions = await reader.All<Version>(
            $"SELECT v.hash, v.body FROM policy_versions v WHERE v.tenant = @tenant AND {reader.Dialect.In("v.hash", "@hashes")}",
            ("hashes", members.Select(m => m.PolicyHash).Distinct().ToList())
        );
        var bodies = versions.DistinctBy(v => v.Hash).ToDictionary(v => v.Hash, v => v.Body, StringComparer.Ordinal);
        if (members.Exists(m => !bodies.ContainsKey(m.PolicyHash)))
            return (null, Missing);
        return versions.Exists(v => PolicyRule.HashOf(v.Body) != v.Hash)
            ? (null, Altered)
            : (new(hash, members.Select(m => (bodies[m.PolicyHash], m.Mode != Policy.On))), null);
    }

    private sealed class Member
    {
        public string Name { get; init; } = "";
        public string Mode { get; init; } = "";
        public string PolicyHash { get; init; } = "";
    }

    private sealed class Version
    {
        public string Hash { get; init; } = "";
        public string Body { get; init; } = "";
    }
}

using Headgate.Gate;

namespace Headgate.Tests.Running;

/// <summary>An organisation in a seeded store: its first administrator and the ids of its records by prefix.</summary>
internal sealed class Pool(string word, Principal admin, string token)
{
    private readonly Dictionary<string, List<string>> _ids = new(StringComparer.Ordinal);

    /// <summary>A word that every text of its records holds.</summary>
    public string Word => word;

    /// <summary>Its administrator.</summary>
    public Principal Admin => admin;

    /// <summary>An agent on the administrator's behalf, with every scope and toolset.</summary>
    public Principal Agent =>
        admin with
        {
            Agent = One("agt"),
            AgentName = $"{word} agent",
            Toolsets = new HashSet<string>(["leads", "approvals"]),
        };

    /// <summary>The administrator's token.</summary>
    public string Token => token;

    /// <summary>All ids.</summary>
    public IEnumerable<string> All => _ids.Values.SelectMany(i => i);

    /// <summary>The ids of a kind.</summary>
    public IReadOnlyList<string> Of(string prefix) =>
        _ids.TryGetValue(prefix, out var ids) ? ids : throw new InvalidOperationException($"Nothing with the prefix {prefix} is seeded.");

    /// <summary>Whether there is one of a kind.</summary>
    public bool Has(string prefix) => _ids.ContainsKey(prefix);

    /// <summary>The first of a kind.</summary>
    public string One(string prefix) => Of(prefix)[0];

    /// <summary>Adds an id.</summary>
    public string Add(string id)
    {
        if (!_ids.TryGetValue(Ids.PrefixOf(id), out var ids))
            _ids[Ids.PrefixOf(id)] = ids = [];
        ids.Add(id);
        return id;
    }
}

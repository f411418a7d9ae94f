using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Headgate.Gate;

/// <summary>All actions, found once at start. A catalogue that breaks a rule of names does not start.</summary>
public sealed partial class Catalogue
{
    private readonly FrozenDictionary<string, ActionSpec> _byName;

    /// <summary>Checks names and builds the index.</summary>
    /// <exception cref="InvalidOperationException">Two actions share a name, or a name or description breaks the rules.</exception>
    public Catalogue(IEnumerable<ActionSpec> actions)
    {
        All =
        [
            .. actions
                .OrderBy(a => a.Toolset == ActionSpec.Core ? 0 : 1)
                .ThenBy(a => (int)a.Scope)
                .ThenBy(a => a.Id, StringComparer.Ordinal),
        ];
        var names = new Dictionary<string, ActionSpec>(StringComparer.Ordinal);
        foreach (var action in All)
        {
            Check(action);
            foreach (var name in (string[])[action.Id, action.WireName, .. action.Aliases])
                if (!names.TryAdd(name, action) && names[name] != action)
                    throw new InvalidOperationException($"{action.Id} and {names[name].Id} are both called {name}.");
        }
        _byName = names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>All actions: the core first, by scope, then by id. The order never varies.</summary>
    public IReadOnlyList<ActionSpec> All { get; }

    /// <summary>The action of that canonical id, wire name or alias.</summary>
    public ActionSpec? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Names near to one that does not exist.</summary>
    public IReadOnlyList<string> Near(string name) =>
        Text.Nearest(name.Replace('.', '_'), All.Where(a => a.Offered == Offered.Tool).Select(a => a.WireName));

    private static void Check(ActionSpec action)
    {
        if (!WireNames().IsMatch(action.WireName) || action.WireName.Length > 40 || action.Id.Count(c => c == '.') != 1)
            throw new InvalidOperationException($"{action.Id}: an id is noun.verb in a-z0-9_, at most 40 characters.");
        if (action.Description.Length is 0 or > 200 || !char.IsAsciiLetterUpper(action.Description[0]))
            throw new InvalidOperationException($"{action.Id}: a description begins with a verb and has at most 200 characters.");
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.None, 2000)]
    private static partial Regex WireNames();
}

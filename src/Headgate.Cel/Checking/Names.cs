using Headgate.Cel.Syntax;
using Headgate.Cel.Values;

namespace Headgate.Cel.Checking;

/// <summary>What names mean at a place: locals first, then what is declared, from the inner container to the outer.</summary>
internal sealed class Names(Environment environment)
{
    private readonly List<Meaning> _locals = [];

    /// <summary>How many locals are in use at once, at most.</summary>
    public int Slots { get; private set; }

    public int Push(string name, CelType type)
    {
        var slot = _locals.Count;
        _locals.Add(new(name, type, slot));
        Slots = Math.Max(Slots, _locals.Count);
        return slot;
    }

    public void Pop(int count) => _locals.RemoveRange(_locals.Count - count, count);

    public Meaning? Local(string name) => _locals.FindLast(l => l.Name == name);

    public Meaning? Declared(string path, bool rooted)
    {
        foreach (var name in Candidates(path, rooted))
        {
            if (environment.Variables.TryGetValue(name, out var type))
                return new(name, type);
            if (Types.Named.TryGetValue(name, out var denoted))
                return new(name, CelType.TypeOf(denoted), Denoted: denoted);
        }
        return null;
    }

    public IReadOnlyList<Overload>? Functions(string path, bool rooted)
    {
        foreach (var name in Candidates(path, rooted))
        {
            if (environment.Find(name) is { } overloads && overloads.Any(o => !o.Member))
                return [.. overloads.Where(o => !o.Member)];
        }
        return null;
    }

    /// <summary>The path of names, unless its first one is a local.</summary>
    public (string Path, bool Rooted)? Path(Expr expr)
    {
        if (Parser.Path(expr) is not { } path)
            return null;
        var root = expr;
        while (root is Select select)
            root = select.Operand;
        var ident = (Ident)root;
        return !ident.Rooted && Local(ident.Name) is not null ? null : (path, ident.Rooted);
    }

    public IEnumerable<string> All() => _locals.Select(l => l.Name).Concat(environment.Variables.Keys);

    private IEnumerable<string> Candidates(string path, bool rooted)
    {
        for (var container = rooted ? "" : environment.Container; container.Length > 0; container = Outer(container))
            yield return $"{container}.{path}";
        yield return path;
    }

    private static string Outer(string container) => container.LastIndexOf('.') is > 0 and var dot ? container[..dot] : "";
}

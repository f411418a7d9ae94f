using Headgate.Cel.Values;

namespace Headgate.Cel;

/// <summary>
/// The facts of one decision. A fact is read when a rule first asks for it and kept for the rules after it; <see cref="Read"/> names those that were read.
/// One decision at a time: an activation is not for several threads.
/// </summary>
public sealed class Activation(Func<string, Value?> resolve)
{
    private readonly Dictionary<string, Value?> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<IReadOnlyList<Value>, Value>> _functions = new(StringComparer.Ordinal);

    /// <summary>Facts that are there already.</summary>
    public Activation(params IEnumerable<(string Name, Value Value)> facts)
        : this(facts.ToDictionary(f => f.Name, f => (Value?)f.Value, StringComparer.Ordinal).GetValueOrDefault) { }

    /// <summary>The variables that were read.</summary>
    public IReadOnlyCollection<string> Read => _read.Keys;

    /// <summary>How many variables were read.</summary>
    public int Reads => _read.Count;

    /// <summary>How often a function of this activation was called.</summary>
    public int Calls { get; private set; }

    /// <summary>Provides a declared function, by the signature of its declaration.</summary>
    public Activation Provide(string signature, Func<IReadOnlyList<Value>, Value> body)
    {
        _functions[signature] = body;
        return this;
    }

    internal Value Variable(string name)
    {
        if (!_read.TryGetValue(name, out var value))
            _read[name] = value = resolve(name);
        return value ?? Value.Error($"no such fact: {name}");
    }

    internal Value Call(string signature, Value[] arguments)
    {
        Calls++;
        return _functions.TryGetValue(signature, out var body) ? body(arguments) : Value.Error($"no such function here: {signature}");
    }
}

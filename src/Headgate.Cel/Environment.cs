using Headgate.Cel.Checking;
using Headgate.Cel.Functions;
using Headgate.Cel.Running;
using Headgate.Cel.Syntax;
using Headgate.Cel.Values;

namespace Headgate.Cel;

/// <summary>What a rule may name: variables with their types, and functions. Declare everything first, then compile from as many threads as you like.</summary>
public sealed class Environment
{
    private readonly Dictionary<string, CelType> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CelType> _named = new(Types.Named, StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Overload>> _functions = new(Library.Functions, StringComparer.Ordinal);

    /// <summary>How large a rule may be and what it may spend.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>The namespace in which names are looked up first, for example <c>com.example</c>.</summary>
    public string Container { get; init; } = "";

    internal IReadOnlyDictionary<string, CelType> Variables => _variables;

    internal IEnumerable<string> FunctionNames => _functions.Keys.Where(f => char.IsLetter(f[0]));

    /// <summary>Declares a variable; its value comes from the activation, when a rule asks for it.</summary>
    public Environment Variable(string name, CelType type)
    {
        _variables.Add(name, type);
        if (type.Kind == Kind.Record)
            _named[type.Name] = type;
        return this;
    }

    /// <summary>Declares a function that the activation provides under this very signature: <c>history.count(string, duration) -> int</c>, or <c>(account).open() -> bool</c> for a function of a value.</summary>
    public Environment Function(string signature, int cost = 1) => Add(Signature.Parse(signature, _named, null, cost));

    /// <summary>Declares a function and what it does. It must answer the same for the same arguments; an answer that is an error is an error of the rule.</summary>
    public Environment Function(string signature, Func<IReadOnlyList<Value>, Value> body, int cost = 1) =>
        Add(Signature.Parse(signature, _named, (_, arguments) => body(arguments), cost));

    /// <summary>Compiles a rule that gives the type asked for; by default true or false.</summary>
    public Compilation Compile(string text, CelType? result = null) => Compile(text, result ?? CelType.Bool, check: true);

    internal Compilation Compile(string text, CelType result, bool check)
    {
        try
        {
            var whole = Parser.Parse(text, Limits);
            var checker = new Checker(this);
            checker.Check(whole, result);
            var builder = new Builder();
            var root = builder.Build(whole);
            var errors = checker.Errors.Concat(builder.Errors).ToList();
            return check && errors.Count > 0
                ? new(null, errors)
                : new(new Rule(text, root, checker.Slots, whole.Type, Limits, builder.Variables), []);
        }
        catch (SyntaxException wrong)
        {
            return new(null, [wrong.Error]);
        }
    }

    internal IReadOnlyList<Overload>? Find(string function) => _functions.GetValueOrDefault(function);

    private Environment Add(Overload overload)
    {
        _functions[overload.Function] = [.. _functions.GetValueOrDefault(overload.Function, []), overload];
        return this;
    }
}

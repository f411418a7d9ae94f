using Headgate.Cel.Running;
using Headgate.Cel.Values;

namespace Headgate.Cel.Checking;

/// <summary>What a function does. Arguments are of the declared kinds and without flaws.</summary>
internal delegate Value Body(Meter meter, Value[] arguments);

/// <summary>One form of a function: its parameters and its result. Without a body the activation provides it.</summary>
internal sealed class Overload
{
    private readonly Kind[] _kinds;

    public Overload(string signature, string function, bool member, CelType[] parameters, CelType result)
    {
        (Signature, Function, Member, Parameters, Result) = (signature, function, member, parameters, result);
        _kinds = [.. parameters.Select(p => p.Kind)];
    }

    public string Signature { get; }

    public string Function { get; }

    public bool Member { get; }

    public CelType[] Parameters { get; }

    public CelType Result { get; }

    public Body? Body { get; init; }

    public int Cost { get; init; } = 1;

    /// <summary>Whether every parameter is dyn.</summary>
    public bool TakesAnything =>
        Parameters.Length > 0 && Parameters.All(p => p.Kind == Kind.Dyn || p.Kind == Kind.List && p.Parameters[0].Kind == Kind.Dyn);

    public static Overload Of(string signature, Body body, int cost = 1) =>
        Checking.Signature.Parse(signature, Values.Types.Named, body, cost);

    public bool Takes(Value[] arguments)
    {
        if (arguments.Length != _kinds.Length)
            return false;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!Takes(Parameters[i], _kinds[i], arguments[i].Kind))
                return false;
        }
        return true;
    }

    private static bool Takes(CelType type, Kind declared, Kind came) =>
        declared == came
        || declared switch
        {
            Kind.Dyn or Kind.Param => true,
            Kind.Record => came == Kind.Map,
            Kind.Nullable => came == Kind.Null || Takes(type.Parameters[0], type.Parameters[0].Kind, came),
            _ => false,
        };

    /// <inheritdoc/>
    public override string ToString() => Signature;
}

using Headgate.Cel.Syntax;

namespace Headgate.Cel.Checking;

/// <summary>What type parameters stand for so far, and which type may be used as which.</summary>
internal sealed class Substitution
{
    // Types can double with every binding; whoever writes such a rule wants to hurt.
    private const int MostSteps = 1_000_000;

    private readonly Dictionary<CelType, CelType> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(CelType Parameter, CelType? Before)> _trail = new();
    private int _fresh;
    private int _steps;

    public CelType Fresh() => CelType.Param($"_{_fresh++}");

    /// <summary>The types with parameters of their own, so that two uses of a function do not meet.</summary>
    public CelType[] Fresh(IEnumerable<CelType> types)
    {
        var own = new Dictionary<CelType, CelType>(ReferenceEqualityComparer.Instance);
        return [.. types.Select(Own)];

        CelType Own(CelType type) =>
            type.Kind == Kind.Param
                ? own.TryGetValue(type, out var known)
                    ? known
                    : own[type] = Fresh()
                : type.Parameters.Length == 0
                    ? type
                    : type.With([.. type.Parameters.Select(Own)]);
    }

    public CelType Apply(CelType type)
    {
        Step();
        type = Followed(type);
        return type.Parameters.Length == 0 ? type : type.With([.. type.Parameters.Select(Apply)]);
    }

    /// <summary>As <see cref="Apply"/>, with dyn for what is still open.</summary>
    public CelType Settled(CelType type)
    {
        type = Apply(type);
        return type.Kind == Kind.Param ? CelType.Dyn
            : type.Parameters.Length == 0 ? type
            : type.With([.. type.Parameters.Select(Settled)]);
    }

    /// <summary>Whether all arguments may be used as the parameters; if not, nothing is remembered.</summary>
    public bool Assign(ReadOnlySpan<CelType> from, ReadOnlySpan<CelType> to)
    {
        _trail.Clear();
        for (var i = 0; i < from.Length; i++)
        {
            if (!May(from[i], to[i]))
            {
                Undo();
                return false;
            }
        }
        return true;
    }

    /// <summary>The type of a value that is of one or the other: dyn when they have nothing in common.</summary>
    public CelType Join(CelType one, CelType other) => Assign([one], [other]) ? General(one, other) : CelType.Dyn;

    public CelType General(CelType one, CelType other) => LessSpecific(one, other) ? one : other;

    private bool May(CelType from, CelType to)
    {
        Step();
        if (to.Kind == Kind.Param)
        {
            var (valid, known) = Substitutes(from, to);
            if (valid || known)
                return valid;
        }
        if (from.Kind == Kind.Param)
            return Substitutes(to, from).Valid;
        if (from.Kind == Kind.Dyn || to.Kind == Kind.Dyn)
            return true;
        if (from.Kind == Kind.Null || to.Kind == Kind.Null)
            return MayBeNull(from) && MayBeNull(to);
        if (from.Kind == Kind.Nullable || to.Kind == Kind.Nullable)
            return May(Inner(from), Inner(to));
        return (from.Kind, to.Kind) switch
        {
            (Kind.Record, Kind.Record) => from.Name == to.Name,
            (Kind.Record, Kind.Map) => May(CelType.String, to.Parameters[0]) && May(CelType.Dyn, to.Parameters[1]),
            (Kind.Map, Kind.Record) => May(from.Parameters[0], CelType.String),
            (Kind.Type, Kind.Type) => true,
            var (a, b) => a == b && Each(from.Parameters, to.Parameters),
        };
    }

    private bool Each(CelType[] from, CelType[] to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            if (!May(from[i], to[i]))
                return false;
        }
        return true;
    }

    private (bool Valid, bool Known) Substitutes(CelType type, CelType parameter)
    {
        if (ReferenceEquals(type, parameter))
            return (true, true);
        if (_known.TryGetValue(parameter, out var now))
        {
            if (type.Kind == now.Kind && type.Same(now))
                return (true, true);
            if (!May(type, now))
                return (false, true);
            var general = General(type, now);
            if (!Within(parameter, general))
                Learn(parameter, general);
            return (true, true);
        }
        if (Within(parameter, type))
            return (false, false);
        Learn(parameter, type);
        return (true, false);
    }

    private bool Within(CelType parameter, CelType type)
    {
        Step();
        for (; type.Kind == Kind.Param; type = _known[type])
        {
            if (ReferenceEquals(parameter, type))
                return true;
            if (!_known.ContainsKey(type))
                return false;
        }
        return type.Parameters.Any(p => Within(parameter, p));
    }

    private CelType Followed(CelType type)
    {
        while (type.Kind == Kind.Param && _known.TryGetValue(type, out var known))
            type = known;
        return type;
    }

    private void Learn(CelType parameter, CelType type)
    {
        _trail.Push((parameter, _known.GetValueOrDefault(parameter)));
        _known[parameter] = type;
    }

    private void Undo()
    {
        while (_trail.TryPop(out var step))
        {
            if (step.Before is null)
                _known.Remove(step.Parameter);
            else
                _known[step.Parameter] = step.Before;
        }
    }

    private void Step()
    {
        if (++_steps > MostSteps)
            throw new SyntaxException(new(1, 1), "The types of the rule are too complicated.", "Split it into several rules.");
    }

    private static bool LessSpecific(CelType one, CelType other)
    {
        if (one.Kind is Kind.Dyn or Kind.Param)
            return true;
        if (other.Kind is Kind.Dyn or Kind.Param)
            return false;
        if (one.Kind == Kind.Nullable || other.Kind == Kind.Null)
            return true;
        return one.Kind == other.Kind && one.Parameters.Length > 0
            ? one.Parameters.Zip(other.Parameters).All(p => LessSpecific(p.First, p.Second))
            : one.Same(other);
    }

    private static CelType Inner(CelType type) => type.Kind == Kind.Nullable ? type.Parameters[0] : type;

    private static bool MayBeNull(CelType type) =>
        type.Kind is Kind.Null or Kind.Nullable or Kind.Record or Kind.Timestamp or Kind.Duration or Kind.Optional;
}

using Headgate.Cel.Syntax;
using Headgate.Cel.Values;

namespace Headgate.Cel.Running;

/// <summary><c>&amp;&amp;</c> and <c>||</c>: one operand that decides is enough, wherever it stands and whatever the others cannot say.</summary>
internal sealed class Junction(Position at, bool and, Node[] operands) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        Value? flaw = null;
        foreach (var operand in operands)
        {
            var value = operand.Run(frame);
            if (value is BoolValue truth)
            {
                if (truth.Value != and)
                    return truth;
            }
            else
            {
                value = value.IsFlaw ? value : Placed(ErrorValue.NoOverload(and ? "&&" : "||", value));
                flaw = flaw is null ? value : UnknownValue.Merge(flaw, value);
            }
        }
        return flaw ?? Value.Of(and);
    }
}

/// <summary><c>a ? b : c</c>.</summary>
internal sealed class Choice(Position at, Node condition, Node yes, Node no) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        return condition.Run(frame) switch
        {
            BoolValue { Value: true } => yes.Run(frame),
            BoolValue => no.Run(frame),
            { IsFlaw: true } flaw => flaw,
            var other => Placed(ErrorValue.NoOverload("?", other)),
        };
    }
}

/// <summary><c>a.or(b)</c> and <c>a.orValue(b)</c>: b is looked at only when a is absent.</summary>
internal sealed class Otherwise(Position at, Node optional, Node other, bool value) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        var one = optional.Run(frame);
        if (one.IsFlaw)
            return one;
        if (one is not OptionalValue held)
            return Placed(ErrorValue.NoOverload(value ? "orValue" : "or", one));
        if (held.Value is not null)
            return value ? held.Value : held;
        var second = other.Run(frame);
        return value || second.IsFlaw || second is OptionalValue ? second : Placed(ErrorValue.NoOverload("or", one, second));
    }
}

/// <summary>A name for a value: <c>cel.bind</c>, <c>optMap</c>, <c>optFlatMap</c>.</summary>
internal sealed class Binder(Position at, Binding binding, int slot, Node value, Node body) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        var bound = value.Run(frame);
        if (binding == Binding.Bind)
        {
            // An error is bound like a value: it matters where it is used.
            frame.Locals[slot] = bound;
            return body.Run(frame);
        }
        if (bound.IsFlaw)
            return bound;
        if (bound is not OptionalValue optional)
            return Placed(ErrorValue.NoOverload(binding == Binding.OptMap ? "optMap" : "optFlatMap", bound));
        if (optional.Value is null)
            return optional;
        frame.Locals[slot] = optional.Value;
        var result = body.Run(frame);
        if (result.IsFlaw || binding == Binding.OptFlatMap && result is OptionalValue)
            return result;
        return binding == Binding.OptMap ? new OptionalValue(result) : Placed(ErrorValue.NoOverload("optFlatMap", result));
    }
}

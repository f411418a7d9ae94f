using Headgate.Cel.Syntax;
using Headgate.Cel.Values;

namespace Headgate.Cel.Running;

/// <summary>What one evaluation works on.</summary>
internal sealed class Frame(Activation activation, Meter meter, int slots)
{
    public Activation Activation { get; } = activation;

    public Meter Meter { get; } = meter;

    public Value[] Locals { get; } = slots == 0 ? [] : new Value[slots];
}

/// <summary>A piece of a compiled rule. Its depth is the expression's, so that running it cannot outgrow the stack.</summary>
internal abstract class Node(Position at)
{
    public Position At { get; } = at;

    public abstract Value Run(Frame frame);

    protected Value Placed(Value value) => value is ErrorValue error ? error.Placed(At) : value;

    protected Value Fail(string why) => new ErrorValue(why, At);
}

internal sealed class Constant(Position at, Value value) : Node(at)
{
    public Value Value { get; } = value;

    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        return Value;
    }
}

internal sealed class Variable(Position at, string name) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        return Placed(frame.Activation.Variable(name));
    }
}

internal sealed class Local(Position at, int slot) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        return frame.Locals[slot];
    }
}

/// <summary>A name that means nothing: an error when it is reached, and only then.</summary>
internal sealed class Nothing(Position at, string why) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        return Fail(why);
    }
}

using Headgate.Cel.Checking;
using Headgate.Cel.Functions;
using Headgate.Cel.Syntax;
using Headgate.Cel.Values;

namespace Headgate.Cel.Running;

/// <summary>A function's call: the first form that takes the arguments is done.</summary>
internal sealed class Invocation(Position at, string function, Overload[] overloads, Node[] arguments) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        var values = new Value[arguments.Length];
        Value? flaw = null;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Run(frame);
            if (values[i].IsFlaw)
                flaw = flaw is null ? values[i] : UnknownValue.Merge(flaw, values[i]);
        }
        if (flaw is not null)
            return flaw;
        foreach (var overload in overloads)
        {
            if (!overload.Takes(values))
                continue;
            frame.Meter.Charge(overload.Cost);
            return Placed(overload.Body is { } body ? body(frame.Meter, values) : frame.Activation.Call(overload.Signature, values));
        }
        return Placed(ErrorValue.NoOverload(function, values));
    }
}

/// <summary><c>text.matches("pattern")</c> with a pattern that is known.</summary>
internal sealed class Match(Position at, Node text, Pattern pattern) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        return text.Run(frame) switch
        {
            StringValue s => Value.Of(pattern.Matches(s.Value, frame.Meter)),
            { IsFlaw: true } flaw => flaw,
            var other => Placed(ErrorValue.NoOverload("matches", other)),
        };
    }
}

using Headgate.Cel.Syntax;
using Headgate.Cel.Values;

namespace Headgate.Cel.Running;

/// <summary><c>a.b</c>, <c>a.?b</c> and <c>has(a.b)</c>.</summary>
internal sealed class Selection(Position at, Node operand, string field, bool test, bool optional, bool mayBeLeftOut) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        var of = operand.Run(frame);
        var chained = of is OptionalValue;
        if (of is OptionalValue held)
        {
            if (held.Value is null)
                return test ? BoolValue.False : of;
            of = held.Value;
        }
        if (of.IsFlaw)
            return of;
        if (of is not MapValue map)
            return Fail($"no such overload: {of.Type} has no fields, so no {field}");
        var found = map.Find(field);
        if (test)
            return found is { IsFlaw: true } ? Placed(found) : Value.Of(found is not null && !(mayBeLeftOut && found is NullValue));
        if (found is { IsFlaw: true })
            return Placed(found);
        if (chained || optional)
            return found is null ? OptionalValue.None : new OptionalValue(found);
        return found ?? (mayBeLeftOut ? Value.Null : Fail($"no such key: {field}"));
    }
}

/// <summary><c>a[b]</c> and <c>a[?b]</c>.</summary>
internal sealed class Indexing(Position at, Node operand, Node index, bool optional) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        var of = operand.Run(frame);
        var key = index.Run(frame);
        if (of.IsFlaw || key.IsFlaw)
            return UnknownValue.Merge(of, key.IsFlaw ? key : of);
        var chained = of is OptionalValue;
        if (of is OptionalValue held)
        {
            if (held.Value is null)
                return of;
            of = held.Value;
        }
        var found = of switch
        {
            ListValue list => At(list, key),
            MapValue map => Order.IsNumber(key) || Key.May(key) ? map.Find(key) : Fail("no such key: its type cannot be a key"),
            _ => Placed(ErrorValue.NoOverload("_[_]", of, key)),
        };
        if (found is { IsFlaw: true })
            return Placed(found);
        if (chained || optional)
            return found is null ? OptionalValue.None : new OptionalValue(found);
        return found ?? Fail(of is ListValue ? $"index out of bounds: {key}" : $"no such key: {key}");
    }

    private new Value? At(ListValue list, Value key)
    {
        long? place = key switch
        {
            IntValue i => i.Value,
            UintValue u => u.Value > int.MaxValue ? -1 : (long)u.Value,
            DoubleValue { Value: >= 0 and < int.MaxValue } d when d.Value == Math.Floor(d.Value) => (long)d.Value,
            _ => null,
        };
        if (place is null)
            return Fail($"invalid argument: {key} is no index");
        return place >= 0 && place < list.Count ? list[(int)place.Value] : null;
    }
}

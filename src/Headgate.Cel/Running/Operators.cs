using Headgate.Cel.Syntax;
using Headgate.Cel.Values;

namespace Headgate.Cel.Running;

/// <summary>An operator of two operands, neither of which may be a flaw.</summary>
internal abstract class Operator(Position at, Node left, Node right) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        var a = left.Run(frame);
        var b = right.Run(frame);
        if (a.IsFlaw)
            return b.IsFlaw ? UnknownValue.Merge(a, b) : a;
        return b.IsFlaw ? b : Placed(Of(a, b, frame.Meter));
    }

    protected abstract Value Of(Value a, Value b, Meter meter);
}

/// <summary><c>==</c> and <c>!=</c>.</summary>
internal sealed class Equals(Position at, Node left, Node right, bool not) : Operator(at, left, right)
{
    protected override Value Of(Value a, Value b, Meter meter)
    {
        var same = Equality.Same(a, b, meter);
        return meter.TakeFlaw() ?? Value.Of(same != not);
    }
}

/// <summary><c>&lt;</c>, <c>&lt;=</c>, <c>></c> and <c>>=</c>.</summary>
internal sealed class Comparison(Position at, string sign, Node left, Node right) : Operator(at, left, right)
{
    private readonly bool _less = sign.Contains('<', StringComparison.Ordinal);
    private readonly bool _equal = sign.Contains('=', StringComparison.Ordinal);
    private readonly bool _more = sign.Contains('>', StringComparison.Ordinal);

    protected override Value Of(Value a, Value b, Meter meter)
    {
        int? order = (a, b) switch
        {
            (StringValue x, StringValue y) => Texts(x.Value, y.Value, meter),
            (BoolValue x, BoolValue y) => x.Value.CompareTo(y.Value),
            (BytesValue x, BytesValue y) => Bytes(x, y, meter),
            (TimestampValue x, TimestampValue y) => x.Total.CompareTo(y.Total),
            (DurationValue x, DurationValue y) => x.Nanos.CompareTo(y.Nanos),
            _ => Order.Numbers(a, b),
        };
        if (order is null)
            return Order.IsNumber(a) && Order.IsNumber(b) ? BoolValue.False : ErrorValue.NoOverload(sign, a, b);
        return Value.Of(
            order < 0 ? _less
            : order > 0 ? _more
            : _equal
        );
    }

    private static int Texts(string a, string b, Meter meter)
    {
        meter.ChargeText(Math.Min(a.Length, b.Length));
        return Order.Texts(a, b);
    }

    private static int Bytes(BytesValue a, BytesValue b, Meter meter)
    {
        meter.ChargeText(Math.Min(a.Value.Length, b.Value.Length));
        return a.Value.Span.SequenceCompareTo(b.Value.Span);
    }
}

/// <summary><c>a in b</c>.</summary>
internal sealed class Membership(Position at, Node left, Node right) : Operator(at, left, right)
{
    protected override Value Of(Value a, Value b, Meter meter)
    {
        if (b is MapValue map)
            return Value.Of((Order.IsNumber(a) || Key.May(a)) && map.Find(a) is not null);
        if (b is not ListValue list)
            return ErrorValue.NoOverload("in", a, b);
        Value? flaw = null;
        for (var i = 0; i < list.Count; i++)
        {
            if (Equality.Same(a, list[i], meter))
                return BoolValue.True;
            if (meter.TakeFlaw() is { } wrong)
                flaw = flaw is null ? wrong : UnknownValue.Merge(flaw, wrong);
        }
        return flaw ?? BoolValue.False;
    }
}

/// <summary><c>!a</c>.</summary>
internal sealed class Not(Position at, Node inner) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        return inner.Run(frame) switch
        {
            BoolValue b => Value.Of(!b.Value),
            { IsFlaw: true } flaw => flaw,
            var other => Placed(ErrorValue.NoOverload("!", other)),
        };
    }
}

/// <summary><c>-a</c>.</summary>
internal sealed class Negation(Position at, Node inner) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        return inner.Run(frame) switch
        {
            IntValue { Value: long.MinValue } => Fail("integer overflow"),
            IntValue i => Value.Of(-i.Value),
            DoubleValue d => Value.Of(-d.Value),
            { IsFlaw: true } flaw => flaw,
            var other => Placed(ErrorValue.NoOverload("-", other)),
        };
    }
}

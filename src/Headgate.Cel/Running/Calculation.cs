using Headgate.Cel.Syntax;
using Headgate.Cel.Values;

namespace Headgate.Cel.Running;

/// <summary><c>+ - * / %</c>. Whole numbers never wrap around.</summary>
internal sealed class Calculation(Position at, string sign, Node left, Node right) : Operator(at, left, right)
{
    private readonly char _sign = sign[1];

    protected override Value Of(Value a, Value b, Meter meter)
    {
        try
        {
            return (a, b) switch
            {
                (IntValue x, IntValue y) => Whole(x.Value, y.Value) is { } i ? Value.Of(i) : Zero(),
                (UintValue x, UintValue y) => Whole(x.Value, y.Value) is { } u ? Value.Of(u) : Zero(),
                (DoubleValue x, DoubleValue y) when _sign != '%' => Value.Of(Floating(x.Value, y.Value)),
                _ => (
                    _sign == '+' ? Sum(a, b, meter)
                    : _sign == '-' ? Difference(a, b)
                    : null
                ) ?? ErrorValue.NoOverload(sign, a, b),
            };
        }
        catch (OverflowException)
        {
            return Value.Error("integer overflow");
        }
    }

    private Value Zero() => Value.Error(_sign == '%' ? "modulus by zero" : "divide by zero");

    private long? Whole(long a, long b) =>
        checked(
            _sign switch
            {
                '+' => a + b,
                '-' => a - b,
                '*' => a * b,
                _ when b == 0 => null,
                '/' => a / b,
                // The smallest number by -1 has the remainder 0, though the machine says overflow.
                _ => b == -1 ? 0 : a % b,
            }
        );

    private ulong? Whole(ulong a, ulong b) =>
        checked(
            _sign switch
            {
                '+' => a + b,
                '-' => a - b,
                '*' => a * b,
                _ when b == 0 => null,
                '/' => a / b,
                _ => a % b,
            }
        );

    private double Floating(double a, double b) =>
        _sign switch
        {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            _ => a / b,
        };

    private static Value? Sum(Value a, Value b, Meter meter)
    {
        switch (a, b)
        {
            case (StringValue x, StringValue y):
                meter.ChargeText((long)x.Value.Length + y.Value.Length);
                return Value.Of(x.Value + y.Value);
            case (BytesValue x, BytesValue y):
                meter.ChargeText((long)x.Value.Length + y.Value.Length);
                return new BytesValue((byte[])[.. x.Value.Span, .. y.Value.Span]);
            case (ListValue x, ListValue y):
                meter.Charge((long)x.Count + y.Count);
                return new ArrayValue([
                    .. Enumerable.Range(0, x.Count).Select(i => x[i]),
                    .. Enumerable.Range(0, y.Count).Select(i => y[i]),
                ]);
            case (TimestampValue x, DurationValue y):
                return TimestampValue.Of(x.Total + y.Nanos);
            case (DurationValue x, TimestampValue y):
                return TimestampValue.Of(y.Total + x.Nanos);
            case (DurationValue x, DurationValue y):
                return DurationValue.Of((Int128)x.Nanos + y.Nanos);
            default:
                return null;
        }
    }

    private static Value? Difference(Value a, Value b) =>
        (a, b) switch
        {
            (TimestampValue x, DurationValue y) => TimestampValue.Of(x.Total - y.Nanos),
            (TimestampValue x, TimestampValue y) => DurationValue.Of(x.Total - y.Total),
            (DurationValue x, DurationValue y) => DurationValue.Of((Int128)x.Nanos - y.Nanos),
            _ => null,
        };
}

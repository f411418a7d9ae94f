using Headgate.Cel.Checking;
using Headgate.Cel.Running;
using Headgate.Cel.Values;

namespace Headgate.Cel.Functions;

/// <summary><c>math.</c>: least, greatest, rounding, signs.</summary>
internal static class Numbers
{
    private const int MostArguments = 10;

    public static readonly Overload[] All =
    [
        .. Extreme("math.greatest", 1),
        .. Extreme("math.least", -1),
        .. Double("math.ceil", Math.Ceiling),
        .. Double("math.floor", Math.Floor),
        .. Double("math.trunc", Math.Truncate),
        .. Double("math.round", d => Math.Round(d, MidpointRounding.AwayFromZero)),
        Overload.Of("math.isNaN(double) -> bool", (_, a) => Value.Of(double.IsNaN(Of(a[0])))),
        Overload.Of("math.isInf(double) -> bool", (_, a) => Value.Of(double.IsInfinity(Of(a[0])))),
        Overload.Of("math.isFinite(double) -> bool", (_, a) => Value.Of(double.IsFinite(Of(a[0])))),
        Overload.Of(
            "math.abs(int) -> int",
            (_, a) => ((IntValue)a[0]).Value is > long.MinValue and var i ? Value.Of(Math.Abs(i)) : Value.Error("integer overflow")
        ),
        Overload.Of("math.abs(uint) -> uint", (_, a) => a[0]),
        Overload.Of("math.abs(double) -> double", (_, a) => Value.Of(Math.Abs(Of(a[0])))),
        Overload.Of("math.sign(int) -> int", (_, a) => Value.Of((long)Math.Sign(((IntValue)a[0]).Value))),
        Overload.Of("math.sign(uint) -> uint", (_, a) => Value.Of(((UintValue)a[0]).Value == 0 ? 0ul : 1ul)),
        Overload.Of("math.sign(double) -> double", (_, a) => double.IsNaN(Of(a[0])) ? a[0] : Value.Of((double)Math.Sign(Of(a[0])))),
        Overload.Of("math.sqrt(double) -> double", (_, a) => Value.Of(Math.Sqrt(Of(a[0])))),
        Overload.Of("math.sqrt(int) -> double", (_, a) => Value.Of(Math.Sqrt(((IntValue)a[0]).Value))),
        Overload.Of("math.sqrt(uint) -> double", (_, a) => Value.Of(Math.Sqrt(((UintValue)a[0]).Value))),
    ];

    private static double Of(Value value) => ((DoubleValue)value).Value;

    private static Overload[] Double(string name, Func<double, double> what) =>
        [Overload.Of($"{name}(double) -> double", (_, a) => Value.Of(what(Of(a[0]))))];

    // Numbers of one type give that type; of several, what only running can say.
    private static IEnumerable<Overload> Extreme(string name, int sign)
    {
        foreach (var type in (string[])["int", "uint", "double", "dyn"])
        {
            yield return Overload.Of($"{name}(list<{type}>) -> {type}", (m, a) => OfList(m, (ListValue)a[0], name, sign));
            for (var count = 1; count <= MostArguments; count++)
                yield return Overload.Of(
                    $"{name}({string.Join(", ", Enumerable.Repeat(type, count))}) -> {type}",
                    (m, a) => Best(m, a, name, sign)
                );
        }
    }

    private static Value OfList(Meter meter, ListValue list, string name, int sign)
    {
        meter.Charge(list.Count);
        return list.Count == 0
            ? Value.Error($"{name}() of an empty list")
            : Best(meter, [.. Enumerable.Range(0, list.Count).Select(i => list[i])], name, sign);
    }

    private static Value Best(Meter meter, Value[] numbers, string name, int sign)
    {
        // One argument that came as dyn may be the list.
        if (numbers is [ListValue list])
            return OfList(meter, list, name, sign);
        var best = numbers[0];
        foreach (var number in numbers)
        {
            if (number.IsFlaw)
                return number;
            if (!Order.IsNumber(number))
                return ErrorValue.NoOverload(name, number);
            if (Order.Numbers(number, best) * sign > 0)
                best = number;
        }
        return best;
    }
}

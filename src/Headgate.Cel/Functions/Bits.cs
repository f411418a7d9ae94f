using Headgate.Cel.Checking;
using Headgate.Cel.Values;

namespace Headgate.Cel.Functions;

/// <summary><c>math.bit…</c>.</summary>
internal static class Bits
{
    public static readonly Overload[] All =
    [
        .. Two("math.bitAnd", (a, b) => a & b),
        .. Two("math.bitOr", (a, b) => a | b),
        .. Two("math.bitXor", (a, b) => a ^ b),
        .. Shift("math.bitShiftLeft", (a, by) => a << by),
        .. Shift("math.bitShiftRight", (a, by) => a >> by),
        Overload.Of("math.bitNot(int) -> int", (_, a) => Value.Of(~((IntValue)a[0]).Value)),
        Overload.Of("math.bitNot(uint) -> uint", (_, a) => Value.Of(~((UintValue)a[0]).Value)),
    ];

    private static Overload[] Two(string name, Func<ulong, ulong, ulong> what) =>
        [
            Overload.Of($"{name}(int, int) -> int", (_, a) => Value.Of((long)what(Raw(a[0]), Raw(a[1])))),
            Overload.Of($"{name}(uint, uint) -> uint", (_, a) => Value.Of(what(Raw(a[0]), Raw(a[1])))),
        ];

    // Signed numbers are shifted as bits, so that no sign is pulled in.
    private static Overload[] Shift(string name, Func<ulong, int, ulong> what)
    {
        return
        [
            Overload.Of($"{name}(int, int) -> int", (_, a) => Shifted(a) is { } bits ? Value.Of((long)bits) : Negative()),
            Overload.Of($"{name}(uint, int) -> uint", (_, a) => Shifted(a) is { } bits ? Value.Of(bits) : Negative()),
        ];

        ulong? Shifted(Value[] a) =>
            ((IntValue)a[1]).Value switch
            {
                < 0 => null,
                > 63 => 0,
                var by => what(Raw(a[0]), (int)by),
            };

        Value Negative() => Value.Error($"{name}: negative offset");
    }

    private static ulong Raw(Value value) => value is IntValue i ? (ulong)i.Value : ((UintValue)value).Value;
}

using System.Globalization;
using System.Numerics;

namespace Headgate.Cel.Functions;

/// <summary>Floating point numbers in decimal, rounded from their exact value, ties to even.</summary>
internal static class Decimals
{
    public static string Fixed(double value, int precision)
    {
        var (mantissa, exponent) = Parts(value);
        var scaled = mantissa * BigInteger.Pow(10, precision);
        scaled = exponent >= 0 ? scaled << exponent : Halved(scaled, -exponent);
        var digits = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        var sign = double.IsNegative(value) ? "-" : "";
        return precision == 0 ? sign + digits : $"{sign}{digits[..^precision]}.{digits[^precision..]}";
    }

    public static string Scientific(double value, int precision)
    {
        var text = value.ToString("E" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var at = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = text[(at + 2)..].TrimStart('0').PadLeft(2, '0');
        return $"{text[..at]}e{text[at + 1]}{exponent}";
    }

    private static (BigInteger Mantissa, int Exponent) Parts(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xFFFFFFFFFFFFFL;
        return exponent == 0 ? (fraction, -1074) : (fraction | 1L << 52, exponent - 1075);
    }

    private static BigInteger Halved(BigInteger number, int times)
    {
        var whole = number >> times;
        var rest = number - (whole << times);
        var half = BigInteger.One << (times - 1);
        return rest > half || rest == half && !whole.IsEven ? whole + 1 : whole;
    }
}

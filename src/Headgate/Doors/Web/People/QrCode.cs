using System.Collections;
using System.Globalization;
using System.Text;

namespace Headgate.Doors.Web.People;

/// <summary>
/// A picture that a phone reads (ISO/IEC 18004): bytes, error correction L, the smallest of versions 1 to 9, mask 0. It is drawn here, so that an authenticator's
/// key goes through no script and to nobody else.
/// </summary>
internal sealed class QrCode
{
    private const int Largest = 9;
    private static readonly int[] CorrectionOf = [0, 7, 10, 15, 20, 26, 18, 20, 24, 30];
    private static readonly int[] BlocksOf = [0, 1, 1, 1, 1, 1, 2, 2, 2, 2];

    private readonly int _version;
    private readonly bool[,] _dark;
    private readonly bool[,] _fixed;

    private QrCode(int version)
    {
        (_version, Size) = (version, version * 4 + 17);
        (_dark, _fixed) = (new bool[Size, Size], new bool[Size, Size]);
    }

    /// <summary>How many fields a side has.</summary>
    public int Size { get; }

    /// <summary>Whether a field is dark.</summary>
    public bool this[int x, int y] => _dark[x, y];

    /// <summary>The code of a text; nothing when it is too long.</summary>
    public static QrCode? Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = Enumerable.Range(1, Largest).FirstOrDefault(v => bytes.Length + 2 <= DataOf(v));
        if (version == 0)
            return null;
        QrCode code = new(version);
        code.DrawPatterns();
        code.DrawData(Interleaved(version, Filled(bytes, DataOf(version))));
        return code;
    }

    /// <summary>As a picture; empty when the text is too long for one.</summary>
    public static string Svg(string text)
    {
        if (Of(text) is not { } code)
            return "";
        const int Border = 4;
        StringBuilder path = new();
        for (var y = 0; y < code.Size; y++)
        for (var x = 0; x < code.Size; x++)
            if (code[x, y])
                path.Append(CultureInfo.InvariantCulture, $"M{x + Border} {y + Border}h1v1h-1z");
        return $"<svg class=\"qr\" viewBox=\"0 0 {code.Size + 2 * Border} {code.Size + 2 * Border}\" role=\"img\" aria-label=\"The key as a picture for your phone\"><path d=\"{path}\" fill=\"#000\"/></svg>";
    }

    private static int RawOf(int version)
    {
        var modules = (16 * version + 128) * version + 64;
        if (version >= 2)
        {
            var marks = version / 7 + 2;
            modules -= (25 * marks - 10) * marks - 55;
        }
        return (version >= 7 ? modules - 36 : modules) / 8;
    }

    private static int DataOf(int version) => RawOf(version) - CorrectionOf[version] * BlocksOf[version];

    // The mode (0100), the length in eight bits, the text, an end of four bits, and the two bytes that fill what is left in turn.
    private static byte[] Filled(byte[] text, int length)
    {
        var data = new byte[length];
        byte[] plain = [(byte)text.Length, .. text];
        data[0] = 0x40;
        for (var i = 0; i < plain.Length; i++)
        {
            data[i] |= (byte)(plain[i] >> 4);
            data[i + 1] = (byte)(plain[i] << 4);
        }
        for (var i = plain.Length + 1; i < length; i++)
            data[i] = (byte)((i - plain.Length) % 2 == 1 ? 0xEC : 0x11);
        return data;
    }

    private static byte[] Interleaved(int version, byte[] data)
    {
        var (count, correction, raw) = (BlocksOf[version], CorrectionOf[version], RawOf(version));
        var shorter = count - raw % count;
        List<byte[]> blocks = [];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            var length = raw / count - correction + (i < shorter ? 0 : 1);
            blocks.Add(data[at..(at + length)]);
            at += length;
        }
        var divisor = Divisor(correction);
        var corrections = blocks.ConvertAll(b => Remainder(b, divisor));
        List<byte> all = [];
        for (var i = 0; i < blocks.Max(b => b.Length); i++)
            all.AddRange(blocks.Where(b => i < b.Length).Select(b => b[i]));
        for (var i = 0; i < correction; i++)
            all.AddRange(corrections.Select(c => c[i]));
        return [.. all];
    }

    // Reed-Solomon over GF(2^8) with x^8 + x^4 + x^3 + x^2 + 1.
    private static byte[] Divisor(int degree)
    {
        var result = new byte[degree];
        result[^1] = 1;
        byte root = 1;
        for (var i = 0; i < degree; i++, root = Times(root, 2))
        for (var j = 0; j < degree; j++)
            result[j] = (byte)(Times(result[j], root) ^ (j + 1 < degree ? result[j + 1] : 0));
        return result;
    }

    private static byte[] Remainder(byte[] data, byte[] divisor)
    {
        var result = new byte[divisor.Length];
        foreach (var b in data)
        {
            var factor = (byte)(b ^ result[0]);
            Array.Copy(result, 1, result, 0, result.Length - 1);
            result[^1] = 0;
            for (var i = 0; i < result.Length; i++)
                result[i] ^= Times(divisor[i], factor);
        }
        return result;
    }

    private static byte Times(byte x, byte y)
    {
        var product = 0;
        for (var i = 7; i >= 0; i--)
            product = product << 1 ^ (product >> 7) * 0x11D ^ (y >> i & 1) * x;
        return (byte)product;
    }

    private void DrawPatterns()
    {
        for (var i = 0; i < Size; i++)
        {
            Fix(6, i, i % 2 == 0);
            Fix(i, 6, i % 2 == 0);
        }
        Finder(3, 3);
        Finder(Size - 4, 3);
        Finder(3, Size - 4);
        var marks = Marks();
        foreach (var x in marks)
        foreach (var y in marks)
            if (!(x == 6 && (y == 6 || y == Size - 7) || x == Size - 7 && y == 6))
                Rings(x, y, 2, d => d != 1);
        DrawFormat();
        DrawVersion();
    }

    private int[] Marks()
    {
        if (_version == 1)
            return [];
        var count = _version / 7 + 2;
        var step = (_version * 8 + count * 3 + 5) / (count * 4 - 4) * 2;
        return [6, .. Enumerable.Range(0, count - 1).Select(i => Size - 7 - i * step)];
    }

    private void Finder(int x, int y) => Rings(x, y, 4, d => d is not (2 or 4));

    private void Rings(int x, int y, int reach, Func<int, bool> isDark)
    {
        for (var dy = -reach; dy <= reach; dy++)
        for (var dx = -reach; dx <= reach; dx++)
            if (x + dx >= 0 && x + dx < Size && y + dy >= 0 && y + dy < Size)
                Fix(x + dx, y + dy, isDark(Math.Max(Math.Abs(dx), Math.Abs(dy))));
    }

    // Correction L (01) and mask 0, with ten bits of their own correction, twice.
    private void DrawFormat()
    {
        const int Data = 1 << 3;
        var rest = Data;
        for (var i = 0; i < 10; i++)
            rest = rest << 1 ^ (rest >> 9) * 0x537;
        BitArray bits = new([(Data << 10 | rest) ^ 0x5412]);
        for (var i = 0; i < 15; i++)
        {
            var (x, y) =
                i < 6 ? (8, i)
                : i < 8 ? (8, i + 1)
                : i == 8 ? (7, 8)
                : (14 - i, 8);
            Fix(x, y, bits[i]);
            var (x2, y2) = i < 8 ? (Size - 1 - i, 8) : (8, Size - 15 + i);
            Fix(x2, y2, bits[i]);
        }
        Fix(8, Size - 8, true);
    }

    private void DrawVersion()
    {
        if (_version < 7)
            return;
        var rest = _version;
        for (var i = 0; i < 12; i++)
            rest = rest << 1 ^ (rest >> 11) * 0x1F25;
        BitArray bits = new([_version << 12 | rest]);
        for (var i = 0; i < 18; i++)
        {
            var (a, b) = (Size - 11 + i % 3, i / 3);
            Fix(a, b, bits[i]);
            Fix(b, a, bits[i]);
        }
    }

    // In columns of two, from the right, up and down in turn, round the upright timing line; every second field turned over by the mask.
    private void DrawData(byte[] data)
    {
        var bit = 0;
        for (var right = Size - 1; right >= 1; right -= right == 8 ? 3 : 2)
        for (var step = 0; step < Size; step++)
        for (var x = right; x > right - 2; x--)
        {
            var isUp = (right + 1 & 2) == 0;
            var y = isUp ? Size - 1 - step : step;
            if (_fixed[x, y])
                continue;
            var isSet = bit < data.Length * 8 && (data[bit >> 3] >> (7 - (bit & 7)) & 1) == 1;
            bit++;
            _dark[x, y] = isSet ^ (x + y) % 2 == 0;
        }
    }

    private void Fix(int x, int y, bool isDark) => (_dark[x, y], _fixed[x, y]) = (isDark, true);
}

using System.Security.Cryptography;
using System.Text;

namespace Headgate.Tests.Planted;

/// <summary>Secrets that are planted, and every form in which one may turn up somewhere.</summary>
internal sealed class Canaries
{
    // Three characters less on either side: what stands beside it changes them in base64.
    private const int Edge = 3;

    private readonly List<(string What, byte[] Form)> _forms = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _names.Count;

    /// <summary>What they are.</summary>
    public IEnumerable<string> Names => _names.Order(StringComparer.Ordinal);

    /// <summary>One of our own making, for where nobody expects it.</summary>
    public string Fresh(string what, string prefix = "hga_") => Plant(what, prefix + Word());

    /// <summary>A word that nobody has written before.</summary>
    public static string Word() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(33)).Replace('+', 'x').Replace('/', 'y')[..43];

    /// <summary>Plants one.</summary>
    public string Plant(string what, string value)
    {
        if (!_names.Add(what) || value.Length < 16)
            throw new InvalidOperationException($"{what}: {value}");
        var core = value[(value.IndexOf('_', StringComparison.Ordinal) is > 0 and < 6 and var cut ? cut + 1 : 0)..];
        Add(what, Encoding.UTF8.GetBytes(core));
        _forms.Add((what, Encoding.Unicode.GetBytes(core)));
        if (Uri.EscapeDataString(core) is var escaped && escaped != core)
            _forms.Add((what, Encoding.ASCII.GetBytes(escaped)));
        return value;
    }

    /// <summary>Plants bytes.</summary>
    public void Plant(string what, byte[] value)
    {
        _names.Add(what);
        Add(what, value);
    }

    /// <summary>Those that are in some bytes.</summary>
    public IEnumerable<string> In(ReadOnlyMemory<byte> bytes) =>
        _forms.Where(f => bytes.Span.IndexOf(f.Form) >= 0).Select(f => f.What).Distinct(StringComparer.Ordinal);

    /// <summary>Those that are in a text.</summary>
    public IEnumerable<string> In(string text) => In(Encoding.UTF8.GetBytes(text));

    private void Add(string what, byte[] value)
    {
        _forms.Add((what, value));
        _forms.Add((what, Encoding.ASCII.GetBytes(Convert.ToHexString(value))));
        _forms.Add((what, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(value))));
        for (var shift = 0; shift < Edge; shift++)
            _forms.Add((what, Encoding.ASCII.GetBytes(Convert.ToBase64String((byte[])[.. new byte[shift], .. value])[4..^4])));
    }
}

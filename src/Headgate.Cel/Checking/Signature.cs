using System.Text.RegularExpressions;

namespace Headgate.Cel.Checking;

/// <summary>Reads <c>history.count(string, duration) -> int</c> and, for a function of a value, <c>(string).reverse() -> string</c>. One capital letter is a type parameter.</summary>
internal sealed partial class Signature
{
    private readonly List<string> _words;
    private readonly IReadOnlyDictionary<string, CelType> _named;
    private readonly Dictionary<string, CelType> _parameters = new(StringComparer.Ordinal);
    private readonly string _text;
    private int _at;

    private Signature(string text, IReadOnlyDictionary<string, CelType> named)
    {
        (_text, _named) = (text, named);
        _words = [.. Words().Matches(text).Select(m => m.Value), ""];
    }

    public static Overload Parse(string text, IReadOnlyDictionary<string, CelType> named, Body? body, int cost)
    {
        var reading = new Signature(text, named);
        var types = new List<CelType>();
        var member = reading.Took("(");
        if (member)
        {
            types.Add(reading.Type());
            reading.Need(")");
        }
        var name = reading.Take().TrimStart('.');
        reading.Need("(");
        while (!reading.Took(")"))
        {
            if (types.Count > (member ? 1 : 0))
                reading.Need(",");
            types.Add(reading.Type());
        }
        reading.Need("->");
        return new(text, name, member, [.. types], reading.Type()) { Body = body, Cost = cost };
    }

    private CelType Type()
    {
        var name = Take();
        var inner = new List<CelType>();
        if (Took("<"))
        {
            do inner.Add(Type());
            while (Took(","));
            Need(">");
        }
        return (name, inner) switch
        {
            ("any" or "dyn", []) => CelType.Dyn,
            ("null", []) => CelType.Null,
            ("timestamp", []) => CelType.Timestamp,
            ("duration", []) => CelType.Duration,
            ("list", [var element]) => CelType.List(element),
            ("map", [var key, var value]) => CelType.Map(key, value),
            ("optional", [var value]) => CelType.Optional(value),
            ("nullable", [var value]) => CelType.Nullable(value),
            ("type", [var type]) => CelType.TypeOf(type),
            ([>= 'A' and <= 'Z'], []) => Parameter(name),
            (_, []) when _named.TryGetValue(name, out var type) => type,
            _ => throw new ArgumentException($"{_text}: {name} is no type.", nameof(name)),
        };
    }

    private CelType Parameter(string name) =>
        _parameters.TryGetValue(name, out var known) ? known : _parameters[name] = CelType.Param(name);

    private string Take() => _words[_at++];

    private bool Took(string word)
    {
        if (_words[_at] != word)
            return false;
        _at++;
        return true;
    }

    private void Need(string word)
    {
        if (!Took(word))
            throw new ArgumentException($"{_text}: expected {word}, got {_words[_at]}.", nameof(word));
    }

    [GeneratedRegex(@"_\[\??_\]|_\W+_|[-!]_|->|[()<>,]|[^\s()<>,-][^\s()<>,]*|\S+?", RegexOptions.None, 1000)]
    private static partial Regex Words();
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Headgate.Gate;

/// <summary>
/// What stands for a confidential value before whoever may not see it: <c>{{contact:con_….email}}</c>, the kind, the record and the field. Given back as an
/// argument it becomes the value inside the gate.
/// </summary>
public sealed record Handle(string Kind, string Record, string Field)
{
    private const int Longest = 120;

    private static readonly SearchValues<char> Outside = SearchValues.Create("{} \t\r\n");

    /// <summary>As it is written.</summary>
    public static string Of(string kindAndField, string? record)
    {
        var dot = kindAndField.IndexOf('.');
        return $"{{{{{kindAndField[..dot]}:{record}{kindAndField[dot..]}}}}}";
    }

    /// <summary>Reads one that is the whole of a text.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out Handle? handle)
    {
        handle = null;
        var all = text.AsSpan().Trim();
        if (all.Length is < 8 or > Longest || !all.StartsWith("{{") || !all.EndsWith("}}"))
            return false;
        var inner = all[2..^2].Trim();
        var (colon, dot) = (inner.IndexOf(':'), inner.LastIndexOf('.'));
        if (colon <= 0 || dot <= colon + 1 || dot == inner.Length - 1)
            return false;
        var (kind, record, field) = (inner[..colon].ToString(), inner[(colon + 1)..dot].ToString(), inner[(dot + 1)..].ToString());
        if (!IsName(kind) || !IsName(field) || record.AsSpan().ContainsAny(Outside))
            return false;
        handle = new(kind, record, field);
        return true;
    }

    /// <summary>Whether a text holds one anywhere.</summary>
    public static bool IsIn(string text)
    {
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{{", at + 1, StringComparison.Ordinal))
        {
            var end = text.IndexOf("}}", at, StringComparison.Ordinal);
            if (end < 0)
                return false;
            if (TryRead(text[at..(end + 2)], out _))
                return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{{{{{Kind}:{Record}.{Field}}}}}";

    private static bool IsName(string name) => name.All(c => char.IsAsciiLetterLower(c) || c is '_' or '-' || char.IsAsciiDigit(c));
}

using Headgate.Cel.Values;

namespace Headgate.Cel.Syntax;

internal enum TokenKind
{
    End,
    Name,
    Quoted,
    Literal,
    Sign,
}

/// <summary>A word of the text. A literal carries its value.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, Position At, Value? Value = null)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;
}

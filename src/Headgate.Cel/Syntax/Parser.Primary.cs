using Headgate.Cel.Values;

namespace Headgate.Cel.Syntax;

internal sealed partial class Parser
{
    private Expr Primary()
    {
        var rooted = Took(".");
        var token = Take();
        if (token.Kind == TokenKind.Name && (rooted || token.Text is not ("in" or "true" or "false" or "null")))
            return Named(token, rooted);
        if (rooted || token.Kind == TokenKind.End)
            return Refuse();
        return token switch
        {
            { Kind: TokenKind.Literal } => Made(new Literal(token.At, Number(token))),
            { Text: "true" or "false", Kind: TokenKind.Name } => Made(new Literal(token.At, Value.Of(token.Text == "true"))),
            { Text: "null", Kind: TokenKind.Name } => Made(new Literal(token.At, Value.Null)),
            { Text: "(", Kind: TokenKind.Sign } => Grouped(),
            { Text: "[", Kind: TokenKind.Sign } => List(token.At),
            { Text: "{", Kind: TokenKind.Sign } => Map(token.At),
            _ => Refuse(),
        };
    }

    private Expr Refuse()
    {
        _at--;
        throw Unexpected("a value");
    }

    private Expr Named(Token name, bool rooted)
    {
        if (Reserved.Contains(name.Text))
            throw new SyntaxException(name.At, $"{name.Text} is a reserved word.", "Choose another name.");
        if (!Took("("))
            return Made(new Ident(name.At, name.Text, rooted));
        return Made(Macros.Expand(name.At, null, rooted ? "." + name.Text : name.Text, Arguments()));
    }

    private Expr Grouped()
    {
        var inner = Expression();
        Need(")");
        return inner;
    }

    private ListLiteral List(Position at)
    {
        var items = new List<Item>();
        while (!Took("]"))
        {
            if (items.Count > 0)
            {
                Need(",");
                if (Took("]"))
                    break;
            }
            var optional = Took("?");
            items.Add(new(Expression(), optional));
        }
        return (ListLiteral)Made(new ListLiteral(at, items));
    }

    private MapLiteral Map(Position at)
    {
        var entries = new List<Entry>();
        while (!Took("}"))
        {
            if (entries.Count > 0)
            {
                Need(",");
                if (Took("}"))
                    break;
            }
            var optional = Took("?");
            var key = Expression();
            Need(":");
            entries.Add(new(key, Expression(), optional));
        }
        return (MapLiteral)Made(new MapLiteral(at, entries));
    }

    private Value Number(Token token)
    {
        var minus = _at > 1 && _tokens[_at - 2].Is("-") && Binds(_at - 2);
        return token.Value switch
        {
            IntValue { Value: var i } => Value.Of(minus ? -i : i),
            DoubleValue { Value: var d } => Value.Of(minus ? -d : d),
            // One past the largest int, kept by the lexer for this place.
            UintValue u when !token.Text.EndsWith('u') && !token.Text.EndsWith('U') => minus
                ? Value.Of(long.MinValue)
                : throw new SyntaxException(token.At, $"{u.Value} is out of range.", "Append u for an unsigned number."),
            var other => other!,
        };
    }

    // Whether the minus there is a sign and no subtraction: nothing that ends an operand stands before it.
    private bool Binds(int minus) =>
        minus == 0
        || _tokens[minus - 1] is var before
            && !(
                before.Kind is TokenKind.Literal or TokenKind.Quoted
                || before.Kind == TokenKind.Name && before.Text != "in"
                || before.Is(")")
                || before.Is("]")
                || before.Is("}")
            );
}

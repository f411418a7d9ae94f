using Headgate.Cel.Values;

namespace Headgate.Cel.Syntax;

/// <summary>Reads a text into an expression, by recursive descent with a bound on depth and size.</summary>
internal sealed partial class Parser
{
    // Words that name nothing by themselves; after a dot they are fields like others.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "package",
        "namespace",
        "return",
        "var",
        "void",
        "while",
    };

    private static readonly string[][] Levels =
    [
        ["<", "<=", ">", ">=", "==", "!=", "in"],
        ["+", "-"],
        ["*", "/", "%"],
    ];

    private readonly List<Token> _tokens;
    private readonly Limits _limits;
    private int _at;
    private int _depth;
    private int _nodes;

    private Parser(List<Token> tokens, Limits limits) => (_tokens, _limits) = (tokens, limits);

    public static Expr Parse(string text, Limits limits)
    {
        if (text.Length > limits.Characters)
            throw new SyntaxException(
                new(1, 1),
                $"The rule has {text.Length} characters.",
                $"Keep it under {limits.Characters}; split it into several rules."
            );
        var parser = new Parser(new Lexer(text).All(), limits);
        var whole = parser.Expression();
        return parser.Here.Kind == TokenKind.End ? whole : throw parser.Unexpected("an operator or the end");
    }

    private Token Here => _tokens[_at];

    private Token Take() => _tokens[_at++];

    private bool Took(string sign)
    {
        if (!Here.Is(sign))
            return false;
        _at++;
        return true;
    }

    private void Need(string sign)
    {
        if (!Took(sign))
            throw Unexpected($"'{sign}'");
    }

    private Expr Expression()
    {
        Enter();
        var condition = Either(false);
        if (Here.Is("?"))
        {
            var at = Take().At;
            var yes = Either(false);
            Need(":");
            condition = Made(new Conditional(at, condition, yes, Expression()));
        }
        _depth--;
        return condition;
    }

    // || holds &&, && holds relations.
    private Expr Either(bool and)
    {
        var first = and ? Binary(0) : Either(true);
        var sign = and ? "&&" : "||";
        if (!Here.Is(sign))
            return first;
        var at = Here.At;
        var operands = new List<Expr> { first };
        while (Took(sign))
            operands.Add(and ? Binary(0) : Either(true));
        return Made(new Logic(at, and, operands));
    }

    // By precedence and in one frame, since every frame counts when parentheses are deep.
    private Expr Binary(int lowest)
    {
        var left = Unary();
        while (Level() is var level && level >= lowest)
        {
            var sign = Take();
            left = Made(new Call(sign.At, null, sign.Text == "in" ? "@in" : $"_{sign.Text}_", [left, Binary(level + 1)]));
        }
        return left;
    }

    private int Level() =>
        Here.Kind is TokenKind.Sign or TokenKind.Name ? Array.FindIndex(Levels, l => l.Contains(Here.Text, StringComparer.Ordinal)) : -1;

    private Expr Unary()
    {
        if (!Here.Is("!") && !Here.Is("-"))
            return Member();
        var sign = Take();
        // The smallest int has no positive twin: the minus belongs to it.
        if (sign.Text == "-" && Here.Value is IntValue or UintValue or DoubleValue && !Here.Text.EndsWith('u') && !Here.Text.EndsWith('U'))
            return Member();
        Enter();
        var inner = Unary();
        _depth--;
        return Made(new Call(sign.At, null, sign.Text == "!" ? "!_" : "-_", [inner]));
    }

    private Expr Member()
    {
        var whole = Primary();
        while (true)
        {
            if (Here.Is("."))
                whole = Dotted(whole);
            else if (Here.Is("["))
            {
                var at = Take().At;
                var function = Took("?") ? "_[?_]" : "_[_]";
                whole = Made(new Call(at, null, function, [whole, Expression()]));
                Need("]");
            }
            else if (Here.Is("{") && Path(whole) is { } name)
                throw new SyntaxException(
                    whole.At,
                    $"{name}{{…}} makes a message, and messages are not known here.",
                    "Write a map: {\"field\": value}."
                );
            else
                return whole;
        }
    }

    private Expr Dotted(Expr operand)
    {
        Need(".");
        var optional = Took("?");
        var name = Take();
        if (
            name.Kind is not (TokenKind.Name or TokenKind.Quoted)
            || name is { Kind: TokenKind.Name, Text: "in" or "true" or "false" or "null" }
        )
        {
            _at--;
            throw Unexpected("the name of a field or function");
        }
        if (optional || name.Kind == TokenKind.Quoted || !Here.Is("("))
            return Made(new Select(name.At, operand, name.Text, optional));
        Need("(");
        return Made(Macros.Expand(name.At, operand, name.Text, Arguments()));
    }

    private List<Expr> Arguments()
    {
        var arguments = new List<Expr>();
        while (!Took(")"))
        {
            if (arguments.Count > 0)
                Need(",");
            arguments.Add(Expression());
        }
        return arguments;
    }

    // A dotted path of names, as a message's type or a function's namespace.
    internal static string? Path(Expr expr) =>
        expr switch
        {
            Ident ident => ident.Name,
            Select { Test: false, Optional: false } select when Path(select.Operand) is { } before => $"{before}.{select.Field}",
            _ => null,
        };

    private void Enter()
    {
        if (++_depth > _limits.Depth)
            throw new SyntaxException(
                Here.At,
                $"The expression is more than {_limits.Depth} deep.",
                "Take parts out into rules of their own or into cel.bind."
            );
    }

    private Expr Made(Expr expr)
    {
        if (expr.Depth > _limits.Depth)
            throw new SyntaxException(
                expr.At,
                $"The expression is more than {_limits.Depth} deep.",
                "Take parts out into rules of their own, or use a list and a macro."
            );
        if (++_nodes > _limits.Nodes)
            throw new SyntaxException(expr.At, $"The expression has more than {_limits.Nodes} parts.", "Split it into several rules.");
        return expr;
    }

    private SyntaxException Unexpected(string expected)
    {
        var came = Here.Kind == TokenKind.End ? "the end" : $"'{(Here.Text.Length > 40 ? Here.Text[..40] + "…" : Here.Text)}'";
        return new(
            Here.At,
            $"Expected {expected}, got {came}.",
            Here.Kind == TokenKind.End ? "Complete the expression." : "Correct the text there."
        );
    }
}

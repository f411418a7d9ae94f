namespace Headgate.Cel.Tests;

/// <summary>What is wrong with a rule is said with its place, why, and what to do.</summary>
public sealed class ErrorTests
{
    private static readonly CelType Field = CelType.Record("field", ("name", CelType.String));

    private static readonly Environment World = new Environment()
        .Variable(
            "call",
            CelType.Record("call", ("tool", CelType.String), ("at", CelType.Timestamp), ("run", CelType.Nullable(CelType.String)))
        )
        .Variable("plan", CelType.Record("plan", ("fields", CelType.List(Field))))
        .Variable("amount", CelType.Double)
        .Function("history.count(string, duration) -> int");

    [Theory]
    [InlineData("cal.tool == 'x'", 1, 1, "cal is not declared.", "Did you mean call?")]
    [InlineData("call.tol == 'x'", 1, 6, "call has no field tol.", "Did you mean tool?")]
    [InlineData("call.tool == 'x' &&\n  plan.felds.exists(f, true)", 2, 8, "plan has no field felds.", "Did you mean fields?")]
    [InlineData("plan.fields.exists(f, f.nme == 'amount')", 1, 25, "field has no field nme.", "Did you mean name?")]
    [InlineData("call.tool.startWith('x')", 1, 11, "startWith is no function.", "Did you mean startsWith?")]
    [InlineData("history.cuont('a', duration('1h')) > 0", 1, 9, "history.cuont is no function.", "Did you mean history.count?")]
    [InlineData("history.count('a') > 0", 1, 9, "history.count cannot take (string).", "It takes history.count(string, duration) -> int.")]
    [InlineData("call.tool.startsWith(1)", 1, 11, "startsWith cannot take (string, int).", "It takes (string).startsWith(string) -> bool.")]
    [InlineData("call.tool + 1 == ''", 1, 11, "+ cannot take (string, int).", null)]
    [InlineData("amount > '5'", 1, 8, "> cannot take (double, string).", null)]
    [InlineData("amount == 5", 1, 8, "== cannot take (double, int).", null)]
    [InlineData("call.tool", 1, 6, "The rule gives string.", "It must give bool; compare it with something.")]
    [InlineData("amount && true", 1, 1, "&& takes bool and got double.", null)]
    [InlineData("amount > 5.0 ? 1 : 'a'", 1, 14, "The two answers are int and string.", null)]
    [InlineData("call.tool = 'x'", 1, 11, "'=' means nothing here.", "Compare with ==.")]
    [InlineData("true & false", 1, 6, "'&' means nothing here.", "Write && for and, || for or.")]
    [InlineData("call.tool == 'x", 1, 14, "The text has no end.", "Close it with '.")]
    [InlineData("(true", 1, 6, "Expected ')', got the end.", null)]
    [InlineData("true false", 1, 6, "Expected an operator or the end, got 'false'.", null)]
    [InlineData("", 1, 1, "Expected a value, got the end.", null)]
    [InlineData("if (true)", 1, 1, "if is a reserved word.", "Choose another name.")]
    [InlineData("call.tool.matches('(a')", 1, 11, "The pattern cannot be read: a ( has no ).", null)]
    [InlineData("call.tool.matches('(?=a)')", 1, 11, null, "Patterns are RE2: no look-around, no back-reference.")]
    [InlineData("Thing{a: 1} == 1", 1, 1, "Thing{…} makes a message, and messages are not known here.", null)]
    [InlineData("has(call)", 1, 1, "has() takes a field.", null)]
    [InlineData("[1].all(1, true)", 1, 9, "A simple name is expected here.", null)]
    [InlineData("{[1]: 2} == {}", 1, 2, "list<int> cannot be a key.", null)]
    [InlineData("99999999999999999999 > 1", 1, 1, null, null)]
    [InlineData("'a\\qb' == ''", 1, 1, null, null)]
    public void An_error_says_where_why_and_what_to_do(string text, int line, int column, string? why, string? what)
    {
        var compiled = World.Compile(text);
        Assert.False(compiled.Ok);
        var error = compiled.Errors[0];
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Equal(why ?? error.Why, error.Why);
        Assert.Equal(what ?? error.Do, error.Do);
    }

    [Fact]
    public void Several_errors_are_told_at_once() => Assert.Equal(2, World.Compile("cal.tool == '' || amont > 5.0").Errors.Count);

    [Theory]
    [InlineData(
        "call.tool == \"opportunities.update_stage\" && plan.fields.exists(f, f.name == \"amount\") && amount > 50000.0 && call.at.getDayOfWeek(\"Europe/Berlin\") in [0, 6]"
    )]
    [InlineData("amount > 50000 && call.run == null || call.run == 'x' || call.run != null")]
    [InlineData("has(call.run) && call.run.startsWith('run_')")]
    [InlineData("history.count('activity', duration('168h')) > 0 // since the last week")]
    [InlineData("call.at > timestamp('2026-01-01T00:00:00Z') - duration('24h')")]
    [InlineData("'name' in plan && plan['fields'] != null")]
    public void What_people_write_compiles(string text) => Assert.Equal([], World.Compile(text).Errors);
}

using System.Text.Json;
using Headgate.Cel.Values;

namespace Headgate.Cel.Tests;

/// <summary>Facts are read when a rule asks, once, by their declared types; what is not known stays unknown.</summary>
public sealed class ActivationTests
{
    private static readonly CelType Call = CelType.Record(
        "call",
        ("tool", CelType.String),
        ("at", CelType.Timestamp),
        ("run", CelType.Nullable(CelType.String)),
        ("wait", CelType.Duration)
    );
    private static readonly CelType Deal = CelType.Record(
        "record",
        ("amount", CelType.Double),
        ("count", CelType.Int),
        ("tags", CelType.List(CelType.String))
    );

    private static readonly Environment World = new Environment()
        .Variable("call", Call)
        .Variable("record", Deal)
        .Variable("any", CelType.Dyn)
        .Function("history.count(string) -> int")
        .Function("half(double) -> double", a => Value.Of(((DoubleValue)a[0]).Value / 2));

    private static readonly JsonElement Json = JsonElement.Parse(
        """{ "call": { "tool": "notes.create", "at": "2026-11-22T23:30:00Z", "wait": "90s" }, "record": { "amount": 60000, "count": "many", "tags": ["vip", 7] }, "any": { "n": 3, "d": 2.5, "none": null } }"""
    );

    [Fact]
    public void A_fact_that_no_rule_asks_for_is_not_read()
    {
        var facts = Facts();
        Assert.True(Judge("call.tool == 'x' && record.amount > 1.0", facts).IsFalse);
        Assert.Equal(["call"], facts.Read);
        Assert.True(Judge("call.tool == 'notes.create' && record.amount > 1.0", facts).IsTrue);
        Assert.True(Judge("record.amount < 1e9 && call.tool != ''", facts).IsTrue);
        Assert.Equal(2, facts.Reads);
    }

    [Theory]
    [InlineData("record.amount == 60000.0")]
    [InlineData("half(record.amount) == 30000.0")]
    [InlineData("call.at.getDayOfWeek('Europe/Berlin') == 1 && call.at.getDayOfWeek() == 0")]
    [InlineData("call.wait > duration('1m')")]
    [InlineData("!has(call.run) && call.run == null")]
    [InlineData("any.n == 3 && any.n % 2 == 1 && any.d > 2 && any.none == null && !has(any.nothing)")]
    [InlineData("'vip' in record.tags")]
    [InlineData("size(any) == 3 && any.exists(k, k == 'd')")]
    public void Json_is_read_by_its_declared_types(string rule) =>
        Assert.True(Judge(rule, Facts()).IsTrue, Judge(rule, Facts()).ToString());

    [Theory]
    [InlineData("record.count > 1", "declared as int")]
    [InlineData("'none' in record.tags", "declared as string")]
    [InlineData("record.tags == ['vip', 'x']", "declared as string")]
    [InlineData("any.nothing == 1", "no such key: nothing")]
    [InlineData("call.tool.matches(any.none)", "no such overload")]
    public void What_breaks_its_declaration_is_an_error(string rule, string why)
    {
        var came = Judge(rule, Facts());
        Assert.False(came.IsTrue || came.IsFalse);
        Assert.Contains(why, came.Error!.Why, StringComparison.Ordinal);
        Assert.True(came.Error.Line == 1 && came.Error.Column > 0);
    }

    [Fact]
    public void An_error_matters_only_where_it_decides()
    {
        Assert.True(Judge("any.nothing == 1 || call.tool == 'notes.create'", Facts()).IsTrue);
        Assert.True(Judge("any.nothing == 1 && call.tool == 'x'", Facts()).IsFalse);
        Assert.NotNull(Judge("any.nothing == 1 || call.tool == 'x'", Facts()).Error);
    }

    [Fact]
    public void What_is_unknown_is_named_unless_something_else_decides()
    {
        var facts = new Activation(name =>
            name == "any" ? Value.Unknown("any") : Value.FromJson(Json.GetProperty(name), name == "call" ? Call : Deal)
        );
        Assert.Equal(["any"], Judge("any.n > 1", facts).Unknown);
        Assert.Equal(["any"], Judge("any.n > 1 || record.count > 1", facts).Unknown);
        Assert.True(Judge("any.n > 1 || call.tool == 'notes.create'", facts).IsTrue);
        Assert.True(Judge("any.n > 1 && call.tool == 'x'", facts).IsFalse);
        Assert.Equal(["any"], Judge("[any, 1].exists(a, a == 2) ? true : any", facts).Unknown);
    }

    [Fact]
    public void A_function_of_the_host_is_called_and_counted()
    {
        var facts = Facts().Provide("history.count(string) -> int", a => Value.Of((long)((StringValue)a[0]).Value.Length));
        Assert.True(Judge("history.count('activity') == 8", facts).IsTrue);
        Assert.Equal(1, facts.Calls);
        Assert.Contains("no such function", Judge("history.count('activity') == 8", Facts()).Error!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_fact_is_an_error_and_no_answer() => Assert.NotNull(Judge("record.amount > 1.0", new Activation(_ => null)).Error);

    private static Evaluation Judge(string rule, Activation facts)
    {
        var compiled = World.Compile(rule);
        Assert.Empty(compiled.Errors);
        return compiled.Rule!.Evaluate(facts);
    }

    private static Activation Facts() =>
        new(name =>
            Json.TryGetProperty(name, out var json)
                ? Value.FromJson(
                    json,
                    name == "call" ? Call
                        : name == "record" ? Deal
                        : null
                )
                : null
        );
}

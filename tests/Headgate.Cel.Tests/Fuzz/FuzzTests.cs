using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Headgate.Cel.Tests.Vectors;
using Headgate.Cel.Values;

namespace Headgate.Cel.Tests.Fuzz;

/// <summary>
/// Whatever is written, a rule is compiled or refused, and an evaluation ends within its budget with an answer of the promised type, an error or the unknown.
/// <c>FUZZ=1000000</c> for the long form; <c>FUZZ_SEED</c> repeats one.
/// </summary>
public sealed class FuzzTests
{
    private const long Budget = 20_000;

    private static readonly int Count = Number("FUZZ") ?? 20_000;

    // Other ones only where somebody looks for them: what is new to the machine that builds a change says nothing about the change.
    private static readonly int Seed = Number("FUZZ_SEED") ?? (Number("FUZZ") is null ? 1 : System.Environment.TickCount);

    private static readonly JsonElement Facts = JsonElement.Parse(
        """
        {
          "call": { "tool": "opportunities.update_stage", "at": "2026-11-22T04:17:33.5Z" },
          "plan": { "fields": [{ "name": "amount", "size": 3 }, { "name": "stage" }] },
          "record": { "amount": 60000, "tags": ["vip", "eu"], "wrong": "text" },
          "anything": { "deep": [{ "a": [1, 2.5, "x", null, true] }], "n": 1e400 }
        }
        """
    );

    private static readonly CelType Call = CelType.Record("call", ("tool", CelType.String), ("at", CelType.Timestamp));
    private static readonly CelType Plan = CelType.Record(
        "plan",
        ("fields", CelType.List(CelType.Record("field", ("name", CelType.String), ("size", CelType.Nullable(CelType.Int)))))
    );
    private static readonly CelType Record = CelType.Record(
        "record",
        ("amount", CelType.Double),
        ("tags", CelType.List(CelType.String)),
        ("owner", CelType.Nullable(CelType.String)),
        ("wrong", CelType.Int)
    );

    private static readonly Environment World = new Environment()
        .Variable("call", Call)
        .Variable("plan", Plan)
        .Variable("record", Record)
        .Variable("anything", CelType.Dyn)
        .Variable("n", CelType.Int)
        .Variable("text", CelType.String)
        .Variable("nobody", CelType.Bool)
        .Function("host.count(string) -> int");

    [Fact]
    public void No_expression_crashes_outspends_its_budget_or_breaks_the_promise_of_its_type()
    {
        var expressions = new Expressions(new Random(Seed));
        var (compiled, answered, spent, unknown) = (0, 0, 0, 0);
        var (slowest, which) = (TimeSpan.Zero, "");
        for (var n = 0; n < Count; n++)
        {
            var text = expressions.Next();
            try
            {
                var before = Stopwatch.GetTimestamp();
                // Every third is not checked, so that the runner meets what the checker would refuse.
                var made = World.Compile(text, CelType.Dyn, check: n % 3 != 0);
                if (made.Ok)
                {
                    compiled++;
                    var came = made.Rule.Evaluate(Activation(), Budget);
                    answered += came.Error is null ? 1 : 0;
                    spent += came.Spent ? 1 : 0;
                    unknown += came.Unknown.Count > 0 ? 1 : 0;
                    Hold(made.Rule, came, n % 3 != 0);
                }
                else
                    Assert.All(
                        made.Errors,
                        e => Assert.True(e.Line > 0 && e.Column > 0 && e.Why.EndsWith('.') && e.Do.Length > 5, e.ToString())
                    );
                var took = Stopwatch.GetElapsedTime(before);
                (slowest, which) = took > slowest ? (took, text) : (slowest, which);
            }
            catch (Exception wrong)
            {
                Assert.Fail($"FUZZ_SEED={Seed}, expression {n}: {text}\n{wrong}");
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Count} expressions, FUZZ_SEED={Seed}: {compiled} compiled, {answered} answered, {spent} spent, {unknown} unknown, slowest {slowest.TotalMilliseconds:F0} ms: {which}"
        );
        Assert.InRange(answered, Count / 5, Count);
        Assert.InRange(spent, 1, Count / 2);
        // Once more, since a machine may have stood still.
        if (slowest > TimeSpan.FromSeconds(5))
        {
            var before = Stopwatch.GetTimestamp();
            World.Compile(which, CelType.Dyn, check: false).Rule?.Evaluate(Activation(), Budget);
            slowest = Stopwatch.GetElapsedTime(before);
        }
        Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    // Again with less: the same answer or none; never another one.
    private static void Hold(Rule rule, Evaluation came, bool check)
    {
        Assert.InRange(came.Cost, 0, Budget);
        Assert.Equal(came.Cost > 0, !came.Spent || came.Cost == Budget);
        if (check && came.Error is null && came.Unknown.Count == 0)
            Assert.True(Promise.Held(rule.Type, came.Value), $"promised {rule.Type}, came {came.Value.Kind}");
        if (came.Spent)
            return;
        var exact = rule.Evaluate(Activation(), came.Cost);
        Assert.False(exact.Spent);
        Assert.Equal(came.Error, exact.Error);
        Assert.True(came.Error is not null || came.Unknown.Count > 0 || Vectors.Types.Exactly(came.Value, exact.Value));
        Assert.True(rule.Evaluate(Activation(), came.Cost - 1).Spent);
    }

    private static Activation Activation() =>
        new Activation(name =>
            name switch
            {
                "call" => Value.FromJson(Facts.GetProperty(name), Call),
                "plan" => Value.FromJson(Facts.GetProperty(name), Plan),
                "record" => Value.FromJson(Facts.GetProperty(name), Record),
                "anything" => Value.FromJson(Facts.GetProperty(name)),
                "n" => Value.Of(42L),
                "text" => Value.Of("some text, 😀 and more of it"),
                _ => Value.Unknown(name),
            }
        ).Provide("host.count(string) -> int", a => Value.Of((long)((StringValue)a[0]).Value.Length));

    private static int? Number(string name) =>
        int.TryParse(System.Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

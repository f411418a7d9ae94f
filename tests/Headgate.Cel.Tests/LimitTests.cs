namespace Headgate.Cel.Tests;

/// <summary>Large and deep texts are refused or run; no stack ends and no budget is outspent.</summary>
public sealed class LimitTests
{
    private static readonly Environment World = new Environment().Variable("x", CelType.Dyn);

    public static TheoryData<string, string, string> Nests =>
        new()
        {
            { "(", "1", ")" },
            { "[", "1", "]" },
            { "{1: ", "1", "}" },
            { "-(", "1", ")" },
            { "!", "true", "" },
            { "--", "x", "" },
            { "1 + ", "1", "" },
            { "1 + (", "1", ")" },
            { "true ? (", "1", ") : 2" },
            { "true ? 1 : ", "1", "" },
            { "dyn(", "1", ")" },
            { "x[", "0", "]" },
            { "", "x", ".a" },
            { "", "x", "[0]" },
            { "", "x", ".f()" },
            { "[1].map(i, ", "1", ")" },
            { "cel.bind(a, ", "1", ", a)" },
            { "cel.bind(a, 1, ", "1", ")" },
            { "false || (true && (", "true", "))" },
            { "optional.of(", "1", ").value()" },
        };

    // Half of what a thread of the pool has.
    [Theory]
    [MemberData(nameof(Nests))]
    public void Any_nesting_of_any_depth_ends_on_a_small_stack(string before, string middle, string after)
    {
        var thrown = OnSmallStack(() =>
        {
            foreach (var depth in (int[])[1, 10, 50, 119, 120, 121, 200, 1000, 20_000])
            {
                var text = string.Concat(Enumerable.Repeat(before, depth)) + middle + string.Concat(Enumerable.Repeat(after, depth));
                var environment = new Environment { Limits = new Limits { Characters = int.MaxValue } }.Variable("x", CelType.Dyn);
                foreach (var check in (bool[])[true, false])
                {
                    if (environment.Compile(text, CelType.Dyn, check) is { Ok: true, Rule: { } rule })
                        rule.Evaluate(new Activation(_ => Values.Value.Of(1L)), 100_000);
                    else
                        Assert.True(check || depth > 20, $"{depth} of {before}");
                }
            }
        });
        Assert.Null(thrown);
    }

    [Fact]
    public void A_long_chain_of_conditions_is_not_deep() =>
        Assert.True(World.Compile(string.Join(" && ", Enumerable.Repeat("x == 1", 1000))).Ok);

    [Theory]
    [InlineData("cel.bind(a, 'xxxxxxxxxxxxxxxx', ", "cel.bind(a, a + a + a + a, ", "size(a) > 0")]
    [InlineData("cel.bind(a, [1, 2, 3, 4], ", "cel.bind(a, [a, a, a, a], ", "a == a")]
    [InlineData("cel.bind(a, [1, 2, 3, 4], ", "cel.bind(a, [a, a, a, a], ", "'%s'.format([a]) == ''")]
    [InlineData("cel.bind(a, [1, 2, 3, 4], ", "cel.bind(a, a + a + a + a, ", "a == []")]
    [InlineData("cel.bind(a, {'k': 1}, ", "cel.bind(a, {'k': a, 'l': a, 'm': a}, ", "a == a")]
    [InlineData("cel.bind(a, [1, 2, 3, 4], ", "a.all(b, ", "b > 0")]
    [InlineData("cel.bind(a, 'xxxxxxxxxxxxxxxx', ", "cel.bind(a, a.replace('', a), ", "a != ''")]
    [InlineData("cel.bind(a, 'xxxxxxxxxxxxxxxx', ", "cel.bind(a, [a, a, a, a].join(a), ", "a != ''")]
    [InlineData("cel.bind(a, b'xxxxxxxxxxxxxxxx', ", "cel.bind(a, bytes(base64.encode(a + a)), ", "a != b''")]
    public void What_doubles_spends_its_budget(string first, string again, string last)
    {
        var rule = World.Compile(first + string.Concat(Enumerable.Repeat(again, 40)) + last + new string(')', 41)).Rule;
        var came = rule!.Evaluate(new Activation(), 100_000);
        Assert.True(came.Spent, came.ToString());
        Assert.False(came.IsTrue || came.IsFalse);
        Assert.Equal(100_000, came.Cost);
        Assert.Contains("cost limit", came.Error!.Why, StringComparison.Ordinal);
    }

    // || must not take a spent budget for an error that the other side makes good.
    [Fact]
    public void A_spent_budget_is_no_error_that_another_condition_makes_good()
    {
        var rule = World.Compile("[1, 2, 3, 4, 5].all(a, [1, 2, 3, 4, 5].all(b, a + b > 0 && a / 0 == 1)) || true").Rule;
        Assert.True(rule!.Evaluate(new Activation()).IsTrue);
        Assert.True(rule.Evaluate(new Activation(), 50).Spent);
    }

    [Fact]
    public void Types_that_double_are_refused()
    {
        var text = "k == v";
        for (var i = 0; i < 40; i++)
            text =
                $"cel.bind(a{i}, {{}}, a{i}.map(k, k) == [{(i == 0 ? "{}" : $"a{i - 1}")}] || a{i}.map(k, a{i}[k]) == [{(i == 0 ? "{}" : $"a{i - 1}")}] || {text})";
        var world = new Environment().Variable("k", CelType.Int).Variable("v", CelType.Int);
        Assert.NotNull(world.Compile(text));
    }

    private static Exception? OnSmallStack(Action work)
    {
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(work), 768 * 1024);
        thread.Start();
        thread.Join();
        return thrown;
    }
}

using System.Diagnostics;
using System.Text.Json;
using Headgate.Cel;
using Headgate.Cel.Values;

namespace Headgate.Bench;

/// <summary>A hundred policy rules judged over one decision's facts, against the same rules written by hand in C#.</summary>
internal static class CelBench
{
    private const int Rules = 100;

    private static readonly CelType Call = CelType.Record(
        "call",
        ("tool", CelType.String),
        ("at", CelType.Timestamp),
        ("door", CelType.String)
    );
    private static readonly CelType Plan = CelType.Record(
        "plan",
        ("fields", CelType.List(CelType.Record("field", ("name", CelType.String)))),
        ("effect", CelType.String)
    );
    private static readonly CelType Record = CelType.Record(
        "record",
        ("amount", CelType.Double),
        ("domain", CelType.String),
        ("tags", CelType.List(CelType.String)),
        ("owner", CelType.Nullable(CelType.String))
    );

    private static readonly JsonElement Facts = JsonElement.Parse(
        """
        {
          "call": { "tool": "opportunities.update_stage", "at": "2026-11-22T04:17:33Z", "door": "mcp" },
          "plan": { "fields": [{ "name": "stage" }, { "name": "probability" }, { "name": "amount" }], "effect": "write" },
          "record": { "amount": 60000.0, "domain": "rival7.example", "tags": ["vip", "eu", "renewal"] }
        }
        """
    );

    public static int Run(int seconds)
    {
        var environment = new Cel.Environment()
            .Variable("call", Call)
            .Variable("plan", Plan)
            .Variable("record", Record)
            .Function("history.count(string, duration) -> int");
        var compiling = Stopwatch.StartNew();
        var rules = Enumerable
            .Range(0, Rules)
            .Select(n =>
                environment.Compile(Text(n)).Rule ?? throw new InvalidOperationException(environment.Compile(Text(n)).Errors[0].ToString())
            )
            .ToArray();
        Console.WriteLine($"{Rules} rules compiled in {compiling.Elapsed.TotalMilliseconds:f1} ms");
        var facts = Present();
        var plain = new PlainFacts(owner: null);
        var (own, byHand) = (rules.Count(r => r.Evaluate(facts).IsTrue), Enumerable.Range(0, Rules).Count(n => plain.Judge(n)));
        if (own != byHand)
            throw new InvalidOperationException($"{own} rules hold, {byHand} by hand.");
        var cel = Measure("rules, fresh facts ", seconds, () => Judge(rules, Present()));
        Measure("rules, facts read   ", seconds, () => Judge(rules, facts));
        var hand = Measure("by hand in C#       ", seconds, () => Enumerable.Range(0, Rules).Count(plain.Judge));
        var cost = rules.Sum(r => r.Evaluate(facts).Cost);
        Console.WriteLine($"ratio to C# by hand, fresh facts: {cel / hand:f1} at p50; {own} of {Rules} hold; cost {cost}");
        return 0;
    }

    private static int Judge(Rule[] rules, Activation facts)
    {
        var held = 0;
        foreach (var rule in rules)
            held += rule.Evaluate(facts).IsTrue ? 1 : 0;
        return held;
    }

    // Nothing is read before a rule asks, so a fresh activation counts in what a decision takes.
    private static Activation Present() =>
        new Activation(name =>
            Value.FromJson(
                Facts.GetProperty(name),
                name == "call" ? Call
                    : name == "plan" ? Plan
                    : Record
            )
        ).Provide("history.count(string, duration) -> int", _ => Value.Of(2L));

    private static string Text(int n) =>
        (n % 8) switch
        {
            0 =>
                $"call.tool == \"opportunities.update_stage\" && plan.fields.exists(f, f.name == \"amount\") && record.amount > {n * 1000}.0 && call.at.getDayOfWeek(\"Europe/Berlin\") in [0, 6]",
            1 => $"call.tool.startsWith('emails.') && record.domain in ['rival{n}.example', 'other.example']",
            2 => $"call.tool == 'opportunities.update_stage' && history.count('activity', duration('{n}h')) == 0",
            3 => $"record.domain.endsWith('rival{n}.example') && plan.effect == 'send'",
            4 => $"record.tags.exists(t, t == 'vip{n}') || record.amount >= {n}e3",
            5 => $"call.door == 'mcp' && !has(record.owner) && record.amount > {n}000.0",
            6 => $"call.at.getHours('America/New_York') < 8 && plan.effect == 'send' && size(plan.fields) > {n % 5}",
            _ => $"record.domain.matches('^rival{n % 10}[.]example$') && call.tool != 'opportunities.get'",
        };

    private static double Measure(string what, int seconds, Func<int> decision)
    {
        var warm = Stopwatch.StartNew();
        while (warm.Elapsed < TimeSpan.FromSeconds(1.5))
            decision();
        var taken = new List<double>(1_000_000);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            var began = Stopwatch.GetTimestamp();
            decision();
            taken.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        }
        taken.Sort();
        Console.WriteLine(
            $"{Rules} {what}: p50 {taken[taken.Count / 2], 6:f1} µs, p99 {taken[taken.Count * 99 / 100], 6:f1} µs over {taken.Count:n0} decisions"
        );
        return taken[taken.Count / 2];
    }
}

using System.Text.Json;
using Headgate.Cel;
using Headgate.Cel.Values;
using Headgate.Gate;

namespace Headgate.Policies;

/// <summary>
/// All that policies see of one decision: call, plan and result as JSON, and the facts that rules asked for so far. A fact that is not known yet is an unknown
/// value, which names what to find out; the rule is asked again afterwards. So no rule waits for a database, and what was not asked for is not read.
/// </summary>
public sealed class Sight
{
    private readonly JsonElement _seen;
    private readonly SortedDictionary<string, JsonElement> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Record, long Seconds), string> _counts = [];
    private readonly bool _isExample;

    private Sight(JsonElement seen, bool isExample) => (_seen, _isExample) = (seen, isExample);

    /// <summary>The plan.</summary>
    public JsonElement Plan => _seen.GetProperty("plan");

    /// <summary>When the call came.</summary>
    public DateTimeOffset At => _seen.GetProperty("call").GetProperty("at").GetDateTimeOffset();

    /// <summary>Whether a fact was read after the call and may have been another then.</summary>
    public bool IsEstimated { get; set; }

    /// <summary>The facts that are known.</summary>
    public IReadOnlyDictionary<string, JsonElement> Facts => _facts;

    /// <summary>What is written of a passage (see <see cref="Sighting"/>), with the facts that were kept with it.</summary>
    public static Sight Of(ReadOnlyMemory<byte> seen)
    {
        var json = JsonElement.Parse(seen.Span);
        var sight = new Sight(json, isExample: false);
        if (json.TryGetProperty("facts", out var facts))
            foreach (var fact in facts.EnumerateObject())
                sight._facts[fact.Name] = fact.Value;
        return sight;
    }

    /// <summary>What an example says.</summary>
    public static Sight OfExample(JsonElement given) => new(Blank.Over(given), isExample: true);

    /// <summary>Learns facts.</summary>
    public void Learn(IReadOnlyDictionary<string, JsonElement> facts)
    {
        foreach (var (name, value) in facts)
            _facts[name] = value;
    }

    /// <summary>Gives up on facts that nobody knows: rules that need one get an error.</summary>
    public void GiveUp(IEnumerable<string> names)
    {
        foreach (var name in names)
            _values[name] = Value.Error($"{name.Split('|')[0]} is not known here");
    }

    /// <summary>The facts of a round of rules.</summary>
    public Activation Activation() =>
        new Activation(Variable)
            .Provide(PolicyLanguage.Count, CountOf)
            .Provide(PolicyLanguage.Contains, a => Fact($"lists.contains|{Text(a[0])}|{Text(a[1])}", CelType.Bool))
            .Provide(PolicyLanguage.Health, a => Fact($"domain_health|{Text(a[0])}", CelType.String));

    /// <summary>The hash of the facts.</summary>
    public string FactsHash() => CanonicalJson.Hash(_facts);

    private Value? Variable(string name) =>
        name switch
        {
            "records" => Fact("records", PolicyLanguage.Records),
            "call" => Read(name, PolicyLanguage.Call),
            "plan" => Read(name, PolicyLanguage.Plan),
            "result" => Read(name, PolicyLanguage.Result),
            _ => null,
        };

    private Value Read(string name, CelType type)
    {
        if (!_values.TryGetValue(name, out var value))
            _values[name] = value = Value.FromJson(_seen.GetProperty(name), type);
        return value;
    }

    private Value CountOf(IReadOnlyList<Value> arguments)
    {
        var kind = Text(arguments[0]);
        if (!PolicyLanguage.Histories.Contains(kind))
            return Value.Error($"history knows {string.Join(", ", PolicyLanguage.Histories)}, and no {kind}");
        var seconds = ((DurationValue)arguments[2]).Nanos / 1_000_000_000;
        var asked = (kind, Text(arguments[1]), seconds);
        // Many rules ask for the same: its name is written once.
        if (!_counts.TryGetValue(asked, out var name))
            _counts[asked] = name = $"history.count|{kind}|{asked.Item2}|{seconds}";
        return Fact(name, CelType.Int);
    }

    private Value Fact(string name, CelType type)
    {
        if (_values.TryGetValue(name, out var value))
            return value;
        if (_facts.TryGetValue(name, out var known))
            return _values[name] = Value.FromJson(known, type);
        if (!_isExample)
            return Value.Unknown(name);
        var of = name.Split('|')[0];
        var given =
            of == "records" ? _seen.GetProperty("records")
            : _seen.GetProperty("facts").TryGetProperty(of, out var fact) ? fact
            : Blank.Answer(of);
        return _values[name] = Value.FromJson(given, type);
    }

    private static string Text(Value value) => ((StringValue)value).Value;
}

using Headgate.Cel.Syntax;
using Headgate.Cel.Values;

namespace Headgate.Cel.Running;

/// <summary><c>[a, ?b]</c>.</summary>
internal sealed class ListMaking(Position at, (Node Node, bool Optional)[] items) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1 + items.Length);
        if (items.Length == 0)
            return ArrayValue.Empty;
        var made = new List<Value>(items.Length);
        Value? flaw = null;
        foreach (var (node, optional) in items)
        {
            var value = node.Run(frame);
            if (optional && value is OptionalValue held)
            {
                if (held.Value is not null)
                    made.Add(held.Value);
            }
            else if (value.IsFlaw || optional)
            {
                value = value.IsFlaw ? value : Placed(ErrorValue.NoOverload("[?_]", value));
                flaw = flaw is null ? value : UnknownValue.Merge(flaw, value);
            }
            else
            {
                made.Add(value);
            }
        }
        return flaw ?? new ArrayValue([.. made]);
    }
}

/// <summary><c>{a: b, ?c: d}</c>.</summary>
internal sealed class MapMaking(Position at, (Node Key, Node Value, bool Optional)[] entries) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1 + 2L * entries.Length);
        var made = new Dictionary<Value, Value>(entries.Length, Key.Comparer);
        Value? flaw = null;
        foreach (var entry in entries)
        {
            var wrong = One(entry.Key.Run(frame), entry.Value.Run(frame), entry.Optional, made);
            if (wrong is not null)
                flaw = flaw is null ? wrong : UnknownValue.Merge(flaw, wrong);
        }
        return flaw ?? new DictionaryValue(made);
    }

    private Value? One(Value key, Value value, bool optional, Dictionary<Value, Value> made)
    {
        if (key.IsFlaw || value.IsFlaw)
            return UnknownValue.Merge(key.IsFlaw ? key : value, value.IsFlaw ? value : key);
        if (!Key.May(key))
            return Fail($"unsupported key type: {key.Type}");
        if (optional)
        {
            if (value is not OptionalValue held)
                return Placed(ErrorValue.NoOverload("{?_: _}", value));
            if (held.Value is null)
                return null;
            value = held.Value;
        }
        return made.TryAdd(key, value) ? null : Fail($"the key {key} comes twice");
    }
}

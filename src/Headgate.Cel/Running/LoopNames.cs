using Headgate.Cel.Syntax;
using Headgate.Cel.Values;

namespace Headgate.Cel.Running;

/// <summary>Where a loop keeps its one or two names.</summary>
internal readonly record struct LoopNames(int Slot, bool Two);

/// <summary>Goes through a list or a map, one step charged for each item.</summary>
internal abstract class Through(Position at, Node range, LoopNames names) : Node(at)
{
    public override Value Run(Frame frame)
    {
        frame.Meter.Charge(1);
        var over = range.Run(frame);
        if (over.IsFlaw)
            return over;
        var pass = Begin();
        switch (over)
        {
            case ListValue list:
                for (var i = 0; i < list.Count; i++)
                {
                    frame.Meter.Charge(1);
                    Name(frame, names.Two ? Value.Of((long)i) : list[i], names.Two ? list[i] : null);
                    if (Step(frame, pass, names.Two ? frame.Locals[names.Slot] : null) is { } end)
                        return end;
                }
                break;
            case MapValue map:
                foreach (var key in map.Keys)
                {
                    frame.Meter.Charge(1);
                    Name(frame, key, names.Two ? map.Find(key) : null);
                    if (Step(frame, pass, key) is { } end)
                        return end;
                }
                break;
            default:
                return Placed(ErrorValue.NoOverload("a macro", over));
        }
        return End(pass);
    }

    /// <summary>What one run remembers between steps.</summary>
    protected sealed class Pass
    {
        public Value? Flaw { get; set; }

        public int Count { get; set; }

        public List<Value> Made => field ??= [];

        public Dictionary<Value, Value>? Map { get; set; }
    }

    protected virtual Pass Begin() => new();

    /// <summary>One item; a value ends the loop with it.</summary>
    protected abstract Value? Step(Frame frame, Pass pass, Value? key);

    protected abstract Value End(Pass pass);

    protected Value Item(Frame frame) => frame.Locals[names.Slot];

    // Whether an item is taken; not when there is no filter that says otherwise.
    protected bool? Taken(Frame frame, Node? filter, out Value? flaw)
    {
        flaw = null;
        if (filter is null)
            return true;
        var value = filter.Run(frame);
        if (value is BoolValue truth)
            return truth.Value;
        flaw = value.IsFlaw ? value : Placed(ErrorValue.NoOverload("a condition", value));
        return null;
    }

    private void Name(Frame frame, Value first, Value? second)
    {
        frame.Locals[names.Slot] = first;
        if (second is not null)
            frame.Locals[names.Slot + 1] = second;
    }
}

/// <summary><c>all</c> and <c>exists</c>, which are <c>&amp;&amp;</c> and <c>||</c> over items.</summary>
internal sealed class Quantifier(Position at, bool all, Node range, LoopNames names, Node body) : Through(at, range, names)
{
    protected override Value? Step(Frame frame, Pass pass, Value? key)
    {
        if (Taken(frame, body, out var flaw) is { } truth)
            return truth == all ? null : Value.Of(truth);
        pass.Flaw = pass.Flaw is null ? flaw : UnknownValue.Merge(pass.Flaw, flaw!);
        return null;
    }

    protected override Value End(Pass pass) => pass.Flaw ?? Value.Of(all);
}

/// <summary><c>exists_one</c>: every item is looked at, and one that cannot be judged is an error.</summary>
internal sealed class One(Position at, Node range, LoopNames names, Node body) : Through(at, range, names)
{
    protected override Value? Step(Frame frame, Pass pass, Value? key)
    {
        if (Taken(frame, body, out var flaw) is not { } truth)
            return flaw;
        pass.Count += truth ? 1 : 0;
        return null;
    }

    protected override Value End(Pass pass) => Value.Of(pass.Count == 1);
}

/// <summary><c>map</c>, <c>filter</c> and <c>transformList</c>; without a body the items themselves are kept.</summary>
internal sealed class Mapping(Position at, Node range, LoopNames names, Node? filter, Node? body) : Through(at, range, names)
{
    protected override Value? Step(Frame frame, Pass pass, Value? key)
    {
        if (Taken(frame, filter, out var flaw) is not { } truth)
            return flaw;
        if (!truth)
            return null;
        var made = body is null ? Item(frame) : body.Run(frame);
        if (made.IsFlaw)
            return made;
        pass.Made.Add(made);
        return null;
    }

    protected override Value End(Pass pass) => new ArrayValue([.. pass.Made]);
}

/// <summary><c>transformMap</c> and <c>transformMapEntry</c>.</summary>
internal sealed class MapMapping(Position at, Node range, LoopNames names, Node? filter, Node body, bool entries)
    : Through(at, range, names)
{
    protected override Pass Begin() => new() { Map = new(Key.Comparer) };

    protected override Value? Step(Frame frame, Pass pass, Value? key)
    {
        if (Taken(frame, filter, out var flaw) is not { } truth)
            return flaw;
        if (!truth)
            return null;
        var made = body.Run(frame);
        if (made.IsFlaw)
            return made;
        if (!entries)
            return Add(pass, key!, made);
        if (made is not MapValue map)
            return Placed(ErrorValue.NoOverload("transformMapEntry", made));
        foreach (var own in map.Keys)
        {
            frame.Meter.Charge(1);
            if (Add(pass, own, map.Find(own)!) is { } wrong)
                return wrong;
        }
        return null;
    }

    protected override Value End(Pass pass) => new DictionaryValue(pass.Map!);

    private Value? Add(Pass pass, Value key, Value value) => pass.Map!.TryAdd(key, value) ? null : Fail($"the key {key} comes twice");
}

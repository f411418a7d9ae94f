using Headgate.Cel.Running;
using Headgate.Cel.Values;

namespace Headgate.Cel;

/// <summary>A compiled rule. It never changes and may be evaluated by many threads, each with its own activation.</summary>
public sealed class Rule
{
    private readonly Node _root;
    private readonly int _slots;
    private readonly Limits _limits;

    internal Rule(string text, Node root, int slots, CelType type, Limits limits, IReadOnlyCollection<string> variables)
    {
        (Text, _root, _slots, Type, _limits, Variables) = (text, root, slots, type, limits, variables);
    }

    /// <summary>The text it was compiled from.</summary>
    public string Text { get; }

    /// <summary>The type of its answer; dyn when only an evaluation can say.</summary>
    public CelType Type { get; }

    /// <summary>The variables that it may read.</summary>
    public IReadOnlyCollection<string> Variables { get; }

    /// <summary>Evaluates it over facts. Whoever spends more than the budget gets an error and no answer.</summary>
    public Evaluation Evaluate(Activation activation, long? budget = null)
    {
        var frame = new Frame(activation, new Meter(budget ?? _limits.Cost), _slots);
        try
        {
            return new(_root.Run(frame), frame.Meter.Spent);
        }
        catch (SpentException)
        {
            return new(new ErrorValue("the cost limit is reached", _root.At), frame.Meter.Spent) { Spent = true };
        }
    }
}

using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features;

/// <summary>An action: takes its input, reads, and returns an answer and a plan. One file in the noun's folder.</summary>
public abstract class Feature<TInput, TOutput>() : ReaderAction(typeof(TInput), typeof(TOutput))
    where TInput : class
    where TOutput : class
{
    /// <inheritdoc/>
    protected internal sealed override ValueTask<Decision> Decide(object input, Call call, Reader reader) =>
        reader.Given.Count == 0 ? Decide((TInput)input, call, reader) : Decide(call, reader);

    private async ValueTask<Decision> Decide(Call call, Reader reader)
    {
        var values = await Handles.HandleValues.Of(reader);
        var decision = await Decide((TInput)Handles.HandleValues.Bind(this, call, reader, values), call, reader);
        // What was approved, and what is done, is with the value that was read.
        foreach (var value in values)
            if (!decision.Plan.IsEmpty && decision.Plan.Changes.All(c => c.Id != value.Record.Id))
                decision.Plan.Rely(value.Kind, value.Record.Id, value.Record.Version);
        return decision;
    }

    /// <inheritdoc cref="ReaderAction.Decide"/>
    protected abstract ValueTask<Decision> Decide(TInput input, Call call, Reader reader);

    /// <summary>An answer that changes nothing.</summary>
    protected static Decision Answer(TOutput answer, params IEnumerable<RecordRef> records) =>
        new(answer, Plan.Empty) { Records = [.. records] };

    /// <summary>An answer with what it takes to make it true. The records of the plan are audited with it.</summary>
    protected static Decision Answer(TOutput answer, Plan plan, params IEnumerable<RecordRef> records) =>
        new(answer, plan)
        {
            Records = [.. plan.Changes.Where(c => c.Verb != Verb.Touch).Select(c => new RecordRef(c.Id, (c.Version ?? 0) + 1)), .. records],
        };
}

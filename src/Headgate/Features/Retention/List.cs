using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Retention;

/// <summary>How long each class stays.</summary>
[Action(
    "retention.list",
    Scope.Admin,
    "List retention",
    "Lists how many days each class of what is kept of calls stays, and which change waits for a second person.",
    Offered = Offered.People
)]
public sealed class List : Feature<List.Input, List.Output>
{
    public sealed record Input;

    public sealed record Output
    {
        public required IReadOnlyList<RetentionShown> Classes { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var rows = await RetentionRow.All(reader);
        return Answer(
            new Output
            {
                Classes = [.. KeptClass.All.Select(c => RetentionRow.Shown(c, rows.FirstOrDefault(r => r.Class == c.Name), call.At))],
            }
        );
    }
}

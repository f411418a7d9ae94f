using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Reports;

/// <summary>Which reports there are.</summary>
[Action(
    "reports.list",
    Scope.Read,
    "List reports",
    "Lists the reports: name, what it answers, and its period by default.",
    Toolset = "reports"
)]
public sealed class List : Feature<List.Input, List.Output>
{
    public sealed record Input;

    public sealed record Output(IReadOnlyList<Offer> Items);

    public sealed record Offer(string Name, string Title, string Answers, string DefaultPeriod);

    protected override ValueTask<Decision> Decide(Input input, Call call, Reader reader) =>
        new(Answer(new Output([.. Reports.All.Select(r => new Offer(r.Name, r.Title, r.Says, r.DefaultPeriod))])));
}

using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>The organisation's policies.</summary>
[Action(
    "policies.list",
    Scope.Admin,
    "List policies",
    "Lists the organisation's policies with their rules, modes and versions.",
    Offered = Offered.People
)]
public sealed class List : Feature<List.Input, List.Output>
{
    public sealed record Input;

    public sealed record Output
    {
        public required IReadOnlyList<PolicyShown> Policies { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var rows = await PolicyRow.All(reader);
        return Answer(new Output { Policies = [.. rows.Select(PolicyShown.Of)] }, rows.Select(r => r.Ref));
    }
}

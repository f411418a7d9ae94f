using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Approvals;

/// <summary>One held call. A person sees the very bytes that were hashed and will be done; an agent sees why it waits and what came of it.</summary>
[Action(
    "approvals.get",
    Scope.Read,
    "Get an approval",
    "Gets one held call: why it waits, how it stands and what came of it.",
    Toolset = "approvals"
)]
public sealed class Get : Feature<Get.Input, Get.Output>
{
    public sealed record Input
    {
        [Id("apr")]
        public required string Id { get; init; }
    }

    public sealed record Output
    {
        public required ApprovalShown Approval { get; init; }

        /// <summary>The plan's canonical text, for people: its SHA-256 is the plan's hash.</summary>
        [Class(DataClass.Confidential)]
        public string? Plan { get; init; }

        /// <summary>The arguments of the call, for people.</summary>
        [Class(DataClass.Confidential)]
        public JsonElement? Arguments { get; init; }

        /// <summary>What the ids in the plan are called, for people.</summary>
        public IReadOnlyList<Named>? Names { get; init; }

        /// <summary>What the run had read from outside, for people.</summary>
        public IReadOnlyList<SourceShown>? Sources { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await ApprovalRow.Need(reader, "id", input.Id);
        var held = reader.By.IsPerson ? await row.Unsealed(reader) : null;
        var plan = held is null ? null : Encoding.UTF8.GetString(held.Plan);
        return Answer(
            new Output
            {
                Approval = ApprovalShown.Of(row, call.At),
                Plan = plan,
                Arguments = held?.Arguments,
                Names = plan is null ? null : await Approvals.Names.In(reader, plan),
                Sources = reader.By.IsPerson && row.Run is not null ? await SourceShown.Of(reader, row.Run) : null,
            },
            row.Ref
        );
    }
}

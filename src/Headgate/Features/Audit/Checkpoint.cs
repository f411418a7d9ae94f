using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Audit;

/// <summary>What the log says of itself, signed: to be kept by whoever wants to find a later change.</summary>
[Action(
    "audit.checkpoint",
    Scope.Admin,
    "Get the log's checkpoint",
    "Gets the newest signed checkpoint of the audit log and the key to verify it.",
    Toolset = "runs"
)]
public sealed class Checkpoint : Feature<Checkpoint.Input, Checkpoint.Output>
{
    public sealed record Input;

    public sealed record Output
    {
        [Class(DataClass.Internal)]
        public required string Checkpoint { get; init; }

        [Class(DataClass.Internal)]
        public required string Vkey { get; init; }
        public required long Size { get; init; }

        [Class(DataClass.Internal)]
        public required string Root { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var log = reader.Log();
        if (await log.State() is not { } state || await log.Cosigned(state.Size) is not { } head)
            throw new RefusedException(new("audit.not_yet", "Nothing is in the log yet.", "Ask again in a second."));
        return Answer(
            new Output
            {
                Checkpoint = head.ToString(),
                Vkey = state.Vkey,
                Size = state.Size,
                Root = state.Root,
            }
        );
    }
}

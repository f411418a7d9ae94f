using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Log;
using Headgate.Store;

namespace Headgate.Features.Audit;

/// <summary>One event with its way to a signed checkpoint, as a file that anybody verifies without this server.</summary>
[Action(
    "audit.proof",
    Scope.Admin,
    "Prove an audit event",
    "Proves that an event is in the log: a .tlog-proof file to verify offline.",
    Toolset = "runs"
)]
public sealed class Proof : Feature<Proof.Input, Proof.Output>
{
    public sealed record Input
    {
        [Id("evt")]
        public required string Id { get; init; }
    }

    public sealed record Output
    {
        /// <summary>The file.</summary>
        [Class(DataClass.Internal)]
        public required string Proof { get; init; }

        [Class(DataClass.Internal)]
        public required long Index { get; init; }
        public required long Size { get; init; }

        [Class(DataClass.Internal)]
        public required string Vkey { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var log = reader.Log();
        var one = await log.Event(input.Id) ?? throw new RefusedException(Refusal.NotFound("id", input.Id));
        if (await log.State() is not { } state || await log.IndexOf(one.Xid, one.Seq) is not { } index)
            throw NotYet();
        // One that witnesses signed, when there is one over the event: it may be a second older than the newest.
        var size = await log.SizeOver(index, state.Size);
        var head = await log.Cosigned(size) ?? throw NotYet();
        var proof = new LogProof(index, await (await log.TreeAround(index, size)).Inclusion(index), head, one.Body);
        return Answer(
            new Output
            {
                Proof = proof.ToString(),
                Index = index,
                Size = size,
                Vkey = state.Vkey,
            }
        );
    }

    private static RefusedException NotYet() =>
        new(
            new(
                "audit.not_yet",
                "The event is committed and not in the log yet.",
                "Ask again in a second; if it stays so, run headgate audit verify."
            )
        );
}

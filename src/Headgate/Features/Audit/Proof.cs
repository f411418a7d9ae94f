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
        var index = await log.IndexOf(one.Xid, one.Seq) ?? throw NotYet();
        // One that witnesses signed, when there is one over the event: it may be a second older than the newest.
        var head = await log.HeadOver(index) ?? throw NotYet();
        var proof = new LogProof(index, await (await log.TreeAround(index, head.Size)).Inclusion(index), head.Note, one.Body);
        return Answer(
            new Output
            {
                Proof = proof.ToString(),
                Index = index,
                Size = head.Size,
                Vkey = head.Vkey,
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

using Headgate.Features.Contacts;
using Headgate.Features.Conversations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Calls;

/// <summary>A telephone call between the person who acts and one contact; the person is rung first and does the talking.</summary>
[Action(
    "calls.place",
    Scope.Comms,
    "Place a call",
    "Places a call: rings the rep with purpose and talking points, then bridges to the contact.",
    Effect = Effect.Send
)]
public sealed class Place : Feature<Place.Input, Place.Output>
{
    public sealed record Input
    {
        [Id("con")]
        public required string ContactId { get; init; }

        [Bounds(1, 500)]
        [Class(DataClass.Internal, Prose = true)]
        public required string Purpose { get; init; }

        [Bounds(0, 10)]
        [Class(DataClass.Internal, Prose = true)]
        public string[]? TalkingPoints { get; init; }
    }

    public sealed record Output
    {
        public required QueuedShown Call { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var outgoing = new Outgoing
        {
            Channel = Channels.Call,
            Contact = await ContactRow.Need(reader, "contact_id", input.ContactId),
            Subject = Recipient.OneLine("purpose", input.Purpose),
            Body = string.Join('\n', [input.Purpose, .. (input.TalkingPoints ?? []).Select(p => "- " + p)]),
        };
        var (plan, shown) = await outgoing.Queue(call, reader);
        return Answer(new Output { Call = shown }, plan);
    }
}

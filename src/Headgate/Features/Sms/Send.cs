using Headgate.Features.Contacts;
using Headgate.Features.Conversations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Sms;

/// <summary>A text message to one contact.</summary>
[Action("sms.send", Scope.Comms, "Send a text", "Sends a text message to one contact.", Effect = Effect.Send)]
public sealed class Send : Feature<Send.Input, Send.Output>
{
    public sealed record Input
    {
        [Id("con")]
        public required string ContactId { get; init; }

        [Bounds(1, 1600)]
        public required string Body { get; init; }
    }

    public sealed record Output
    {
        public required QueuedShown Message { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var outgoing = new Outgoing
        {
            Channel = Channels.Sms,
            Contact = await ContactRow.Need(reader, "contact_id", input.ContactId),
            Body = input.Body,
        };
        var (plan, shown) = await outgoing.Queue(call, reader);
        return Answer(new Output { Message = shown }, plan);
    }
}

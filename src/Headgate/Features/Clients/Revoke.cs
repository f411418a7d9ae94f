using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>A client's grant ends now, with every token that it gave.</summary>
[Action(
    "clients.revoke",
    Scope.None,
    "Disconnect a client",
    "Ends a client's grant and every token that it gave; an administrator ends anybody's.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Destructive = true,
    Idempotent = true
)]
public sealed class Revoke : Feature<Revoke.Input, Revoke.Output>
{
    public sealed record Input
    {
        [Id("grt")]
        public required string GrantId { get; init; }
    }

    public sealed record Output
    {
        public required string GrantId { get; init; }
        public required bool Ended { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var grant = await ClientGrantRow.Standing(reader, input.GrantId);
        if (grant is null || grant.UserId != call.By.Person && call.By.Role != Role.Admin)
            throw new RefusedException(Refusal.NotFound("grant_id", input.GrantId));
        return Answer(new Output { GrantId = grant.Id, Ended = true }, grant.End(new(), call, "it was revoked"));
    }
}

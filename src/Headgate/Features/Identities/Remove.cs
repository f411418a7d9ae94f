using Headgate.Features.Clients;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Identities;

/// <summary>A provider is trusted no longer: nobody signs in with it, its tokens open nothing, and what clients were let in for on its word ends.</summary>
[Action(
    "providers.remove",
    Scope.Admin,
    "Stop trusting a provider",
    "Ends the trust in an identity provider, and what clients were let in for on its word.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Destructive = true
)]
public sealed class Remove : Feature<Remove.Input, Remove.Output>
{
    // As many as one plan may change beside the provider itself; what is left ends with the tokens, within the hour.
    private const int Most = 400;

    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 60)]
        public required string Name { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Id { get; init; }
        public required long Ended { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        IdentityProviderRow.NeedAdministrator(call);
        var row =
            await IdentityProviderRow.Find(reader, input.Name.Trim()) ?? throw new RefusedException(Refusal.NotFound("name", input.Name));
        var grants = await reader.All<ClientGrantRow>(
            $"SELECT * FROM client_grants WHERE tenant = @tenant AND client LIKE @clients AND ended_at IS NULL AND expires_at > @now ORDER BY id LIMIT {Most}",
            ("clients", $"{row.Id}:%"),
            ("now", call.At)
        );
        var plan = new Plan().Delete(IdentityProvider.Kind, row.Id, row.Version);
        foreach (var grant in grants)
            grant.End(plan, call, "its identity provider is trusted no longer");
        return Answer(new Output { Id = row.Id, Ended = grants.Count }, plan);
    }
}

using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>What the caller signs in with; no secret of it.</summary>
[Action(
    "users.factors",
    Scope.None,
    "List factors",
    "Lists what you sign in with: passkeys, a password with its authenticator, recovery codes that are left.",
    Offered = Offered.People
)]
public sealed class Factors : Feature<Nothing, Factors.Output>
{
    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required IReadOnlyList<FactorShown> Items { get; init; }
        public required long RecoveryCodesLeft { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record FactorShown
    {
        public required string Id { get; init; }

        /// <summary>password or passkey.</summary>
        public required string Kind { get; init; }
        public string? Name { get; init; }
        public required string Added { get; init; }
        public string? LastUsed { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Nothing input, Call call, Reader reader)
    {
        var factors = await FactorRow.Of(reader, call.By.Person);
        return Answer(
            new Output
            {
                Items =
                [
                    .. factors
                        .Where(f => f.Kind is Factor.Password or Factor.Passkey)
                        .Select(f => new FactorShown
                        {
                            Id = f.Id,
                            Kind = f.Kind,
                            Name = f.Name,
                            Added = Show.Time(f.CreatedAt),
                            LastUsed = Show.Time(
                                f.Kind == Factor.Password ? factors.FirstOrDefault(t => t.Kind == Factor.Totp)?.UsedAt : f.UsedAt
                            ),
                        }),
                ],
                RecoveryCodesLeft = factors.Count(f => f.Kind == Factor.Recovery),
            },
            factors.Select(f => new RecordRef(f.Id, f.Version))
        );
    }
}

using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Identities;

/// <summary>The providers that are trusted, without their secrets.</summary>
[Action(
    "providers.list",
    Scope.Admin,
    "List identity providers",
    "Lists the identity providers that are trusted, and what of their tokens is believed.",
    Offered = Offered.People
)]
public sealed class List : Feature<Nothing, Page<ProviderShown>>
{
    protected override async ValueTask<Decision> Decide(Nothing input, Call call, Reader reader)
    {
        var rows = await reader.All<IdentityProviderRow>("SELECT * FROM identity_providers WHERE tenant = @tenant ORDER BY name");
        return Answer(
            new Page<ProviderShown>([.. rows.Select(r => ProviderShown.Of(r, call))]),
            rows.Select(r => new RecordRef(r.Id, r.Version))
        );
    }
}

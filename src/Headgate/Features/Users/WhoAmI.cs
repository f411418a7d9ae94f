using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>Who calls.</summary>
[Action("users.whoami", Scope.None, "Who am I", "Tells who the caller is and what it may do.", Offered = Offered.People)]
public sealed class WhoAmI : Feature<Nothing, WhoAmI.Output>
{
    public sealed record Output
    {
        public required string Id { get; init; }
        public required string Name { get; init; }

        // A colleague is no customer: owners are named by it.
        [Class(DataClass.Internal)]
        public required string Email { get; init; }
        public required string Role { get; init; }
        public required string Sees { get; init; }
        public required string Scopes { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Nothing input, Call call, Reader reader)
    {
        var me = await Owner.Resolve(reader, "me", "me");
        return Answer(
            new Output
            {
                Id = me.Id,
                Name = me.Name,
                Email = me.Email,
                Role = call.By.Role.ToString().ToLowerInvariant(),
                Sees = call.By.Sees.ToString().ToLowerInvariant(),
                Scopes = call.By.Scopes.Text(),
            }
        );
    }
}

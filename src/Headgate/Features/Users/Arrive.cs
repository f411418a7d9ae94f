using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>The caller becomes known to a realm that has not seen this person yet: somebody invited in production who comes to the sandbox.</summary>
[Action(
    "users.arrive",
    Scope.None,
    "Arrive",
    "Makes the caller's person known to this realm.",
    Effect = Effect.Write,
    Offered = Offered.Inside,
    Idempotent = true
)]
public sealed class Arrive : Feature<Arrive.Input, Nothing>
{
    public sealed record Input
    {
        [Email, Bounds(3, 254)]
        public required string Email { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var known = await reader.Number("SELECT COUNT(*) FROM users WHERE tenant = @tenant AND id = @id", ("id", call.By.Person));
        if (known > 0)
            return Answer(new Nothing());
        var plan = new Plan()
            .Insert(
                User.Kind,
                call.By.Person,
                [
                    ("name", call.By.PersonName),
                    ("email", EmailForm.Normal(input.Email)),
                    ("role", call.By.Role.ToString().ToLowerInvariant()),
                    ("sees", call.By.Sees.ToString().ToLowerInvariant()),
                    ("time_zone", call.By.TimeZone),
                    ("status", "active"),
                    .. Columns.Born(call),
                ]
            )
            .Claim("user.email", EmailForm.Normal(input.Email), call.By.Person);
        return Answer(new Nothing(), plan);
    }
}

using Headgate.Features.Agents;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>The session that calls is in use. The door says so now and then, not with every page.</summary>
[Action(
    "users.touch_session",
    Scope.None,
    "Touch a session",
    "Notes that the session that calls is in use.",
    Effect = Effect.Write,
    Offered = Offered.Inside,
    Idempotent = true
)]
public sealed class TouchSession : Feature<Nothing, Nothing>
{
    protected override async ValueTask<Decision> Decide(Nothing input, Call call, Reader reader)
    {
        var there = await reader.Number(
            "SELECT COUNT(*) FROM credentials WHERE tenant = @tenant AND id = @id AND revoked_at IS NULL",
            ("id", call.By.Credential)
        );
        var plan = new Plan();
        if (there > 0)
            plan.Touch(Credential.Kind, call.By.Credential, "seen_at", call.Effective);
        return Answer(new Nothing(), plan);
    }
}

using Headgate.Features.Agents;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>The session that calls ends.</summary>
[Action(
    "users.close_session",
    Scope.None,
    "Close a session",
    "Closes the session that calls.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class CloseSession : Feature<Nothing, Nothing>
{
    protected override async ValueTask<Decision> Decide(Nothing input, Call call, Reader reader)
    {
        var version = await reader.Number(
            "SELECT version FROM credentials WHERE tenant = @tenant AND id = @id AND revoked_at IS NULL",
            ("id", call.By.Credential)
        );
        var plan = new Plan();
        if (version > 0)
            plan.Update(Credential.Kind, call.By.Credential, version, ("revoked_at", null, call.Effective.ToUnixTimeMilliseconds()));
        return Answer(new Nothing(), plan);
    }
}

using Headgate.Features.Agents;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>A browser session from a sign-in link. The link is used up in the same commit, so that it opens one session only.</summary>
[Action(
    "users.open_session",
    Scope.None,
    "Open a session",
    "Opens a browser session; uses up the sign-in link.",
    Effect = Effect.Write,
    Offered = Offered.People
)]
public sealed class OpenSession : Feature<OpenSession.Input, OpenSession.Output>
{
    /// <summary>How long a session lasts at most.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromHours(12);

    public sealed record Input
    {
        [Says("Which browser and address"), Bounds(1, 120)]
        public string? Device { get; init; }
    }

    public sealed record Output
    {
        [ShownOnce]
        public string? Session { get; init; }
        public required string Expires { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var link = await reader.First<Link>(
            "SELECT id, version FROM credentials WHERE tenant = @tenant AND id = @id AND kind = 'link' AND used_at IS NULL",
            ("id", call.By.Credential)
        );
        if (link is null)
            throw new RefusedException(
                new("auth.link_used", "This sign-in link was used already.", "Ask for a new one: headgate users link EMAIL.")
            );
        // Somebody else's link never stands in for what only this person has.
        if (call.By.LetInBy is not null && await FactorRow.Has(reader, call.By.Person))
            throw new RefusedException(
                new(
                    "auth.factor_needed",
                    "You have a passkey or a password; a link that somebody else made does not stand in for it.",
                    "Sign in with it at /sign-in."
                )
            );
        var session = "hgs_" + call.NewSecret("session");
        var plan = new Plan().Update(Credential.Kind, link.Id, link.Version, ("used_at", null, call.Effective.ToUnixTimeMilliseconds()));
        Grant.Person(plan, call, "session", session, call.By.Person, Life, madeBy: call.By.LetInBy, device: input.Device);
        return Answer(new Output { Session = session, Expires = Moments.Iso(call.At + Life) }, plan);
    }

    private sealed class Link
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
    }
}

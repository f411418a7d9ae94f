using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>A refresh token becomes new tokens, once. One that comes again was stolen from somebody, so that the whole grant ends (OAuth 2.1, section 4.3.1).</summary>
[Action(
    "clients.refresh",
    Scope.None,
    "Refresh a token",
    "Turns a refresh token into new tokens, once.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class Refresh : Feature<Refresh.Input, ClientToken>
{
    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Says("Which client"), Bounds(1, 2048)]
        public required string Client { get; init; }

        [Says("Fewer scopes than were granted"), Bounds(0, 4)]
        public string[]? Scopes { get; init; }

        [Bounds(1, 100)]
        public string? Resource { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var token = await Presented.Of(reader, call, "refresh", input.Client, input.Resource);
        var (plan, grant) = (new Plan(), token.Grant);
        if (token.IsReplayed)
            return Answer(new ClientToken { Error = "invalid_grant" }, grant.End(plan, call, "a refresh token was used twice"));
        token.NeedFresh(call);
        token.Use(plan, call);
        return Answer(ClientToken.Of(plan, call, grant, Within(grant, input.Scopes)), plan);
    }

    /// <summary>The scopes that are asked for, if the grant has them; all of it when nothing is asked for.</summary>
    internal static string Within(ClientGrantRow grant, string[]? asked)
    {
        var granted = Scopes.TryParse(grant.Scopes, out var kept, out _) ? kept : Scope.None;
        if (asked is null or [])
            return granted.Text();
        if (!Scopes.TryParse(string.Join(' ', asked), out var wanted, out var unknown) || (wanted & ~granted) != Scope.None)
            throw new RefusedException(
                new(
                    "oauth.invalid_scope",
                    $"The grant has {granted.Text()}, not {(unknown.Length > 0 ? Text.Shown(unknown) : (wanted & ~granted).Text())}.",
                    "Ask the person for authorization with all the scopes that you need."
                )
            );
        return wanted.Text();
    }
}

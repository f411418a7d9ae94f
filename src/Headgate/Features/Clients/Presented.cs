using Headgate.Features.Agents;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>The code or refresh token that a client presents, with its grant. The door recognised it; what it is worth now is read in the decision.</summary>
internal sealed class Presented
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string GrantId { get; init; } = "";
    public string Scopes { get; init; } = "";
    public long? UsedAt { get; init; }
    public long ExpiresAt { get; init; }

    /// <summary>The grant.</summary>
    public ClientGrantRow Grant { get; private set; } = new();

    /// <summary>Finds it, for the client that it was given to.</summary>
    /// <exception cref="RefusedException">There is none that stands, or it is another client's.</exception>
    public static async ValueTask<Presented> Of(Reader reader, Call call, string kind, string client, string? resource)
    {
        var found =
            await reader.First<Presented>(
                "SELECT id, version, grant_id, scopes, used_at, expires_at FROM credentials WHERE tenant = @tenant AND id = @id AND kind = @kind AND revoked_at IS NULL",
                ("id", call.By.Credential),
                ("kind", kind)
            ) ?? throw Unknown();
        found.Grant = await ClientGrantRow.Standing(reader, found.GrantId) ?? throw Unknown();
        if (found.Grant.Client != client)
            throw new RefusedException(
                new("oauth.invalid_grant", "This was given to another client.", "Use the client_id that asked for it.")
            );
        if (resource is not null && resource != found.Grant.Resource)
            throw new RefusedException(
                new("oauth.invalid_target", $"This was given for {found.Grant.Resource}.", "Ask for authorization at the other address.")
            );
        return found;
    }

    /// <summary>Whether it was used before: then somebody else has it too, and nobody keeps what it gave.</summary>
    public bool IsReplayed => UsedAt is not null;

    /// <summary>Refuses what is too old.</summary>
    public void NeedFresh(Call call)
    {
        if (ExpiresAt <= call.At.ToUnixTimeMilliseconds())
            throw Unknown();
    }

    /// <summary>Uses it up.</summary>
    public Plan Use(Plan plan, Call call) =>
        plan.Update(Credential.Kind, Id, Version, ("used_at", null, call.Effective.ToUnixTimeMilliseconds()));

    private static RefusedException Unknown() =>
        new(new("oauth.invalid_grant", "This is unknown, expired or revoked.", "Ask the person for authorization again."));
}

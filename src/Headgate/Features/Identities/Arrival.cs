using Headgate.Features.Organisations;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Identities;

/// <summary>
/// Who a provider's person is here: whoever was linked to the subject; at the first arrival whoever was invited with a verified address; or, where the
/// provider may make people, somebody new with the role that its claims give. Never an administrator.
/// </summary>
/// <param name="Id">The person.</param>
/// <param name="Name">The name.</param>
/// <param name="Role">The role.</param>
internal sealed record Arrival(string Id, string Name, Role Role)
{
    /// <summary>Finds the person, and plans what is new.</summary>
    /// <exception cref="RefusedException">It is nobody who may come in.</exception>
    public static async ValueTask<Arrival> Of(Plan plan, Asserted said, Call call, Reader reader, IdentityProviderRow provider)
    {
        var role = ProviderRules.Read(provider.Rules).RoleOf(said.Groups ?? []);
        var link = await reader.First<LinkRow>(
            "SELECT user_id, managed FROM linked_identities WHERE tenant = @tenant AND issuer = @issuer AND identity_subject = @subject",
            ("issuer", provider.Issuer),
            ("subject", said.IdentitySubject)
        );
        if (link is not null)
            return await Known(plan, link, role, call, reader);
        if (said.Email is null || !said.Verified)
            throw Refused(
                "identity.email_unverified",
                $"{provider.Name} does not say that it has checked this person's e-mail address.",
                "Verify the address at the provider; an administrator can look at verified_claim and trust_email."
            );
        return await Invited(plan, said, call, reader, provider) ?? await Made(plan, said, role, call, reader, provider);
    }

    private static async ValueTask<Arrival> Known(Plan plan, LinkRow link, string? role, Call call, Reader reader)
    {
        var user =
            await reader.First<UserRow>(
                "SELECT * FROM users WHERE tenant = @tenant AND id = @id AND status = 'active'",
                ("id", link.UserId)
            ) ?? throw Refused("identity.not_invited", "This person is no member any more.", "Ask an administrator.");
        // Whoever was invited has the role that an administrator gave; whoever the provider made has the one that it gives now.
        if (link.Managed == 0)
            return Of(user, user.Role);
        if (role is null)
            throw NoRole();
        if (user.Role != role && user.Role != "admin")
            plan.Update(User.Kind, user.Id, user.Version, ("role", user.Role, role), Columns.Moved(user.UpdatedAt, call));
        return Of(user, user.Role == "admin" ? user.Role : role);
    }

    private static async ValueTask<Arrival?> Invited(Plan plan, Asserted said, Call call, Reader reader, IdentityProviderRow provider)
    {
        var user = await reader.First<UserRow>(
            "SELECT * FROM users WHERE tenant = @tenant AND lower(email) = @email AND status = 'active'",
            ("email", EmailForm.Normal(said.Email!).ToLowerInvariant())
        );
        if (user is null)
            return null;
        // Another subject has this address now: it was given to somebody else.
        if (
            await reader.Number(
                "SELECT COUNT(*) FROM linked_identities WHERE tenant = @tenant AND issuer = @issuer AND user_id = @id",
                ("issuer", provider.Issuer),
                ("id", user.Id)
            ) > 0
        )
            throw Refused(
                "identity.taken",
                $"{provider.Name} means somebody else by this address now.",
                "Ask an administrator to invite this person under an address of their own."
            );
        Link(plan, said, call, provider, user.Id, managed: 0);
        return Of(user, user.Role);
    }

    private static async ValueTask<Arrival> Made(
        Plan plan,
        Asserted said,
        string? role,
        Call call,
        Reader reader,
        IdentityProviderRow provider
    )
    {
        if (!ProviderRules.Read(provider.Rules).CreatesPeople)
            throw Refused("identity.not_invited", "Nobody invited this person.", "Ask an administrator: headgate users invite.");
        if (role is null)
            throw NoRole();
        var (id, email) = (call.NewId("usr"), EmailForm.Normal(said.Email!));
        // Left or erased, and not ours to bring back.
        if ((await reader.Holders(Invite.EmailClaim, [email])).Count > 0)
            throw Refused("identity.not_invited", "This person is no member any more.", "Ask an administrator.");
        var name = said.PersonName?.Trim() is { Length: > 0 } named ? named : email;
        plan.Insert(
                User.Kind,
                id,
                [
                    ("name", name),
                    ("email", email),
                    ("role", role),
                    ("sees", "own"),
                    ("time_zone", (await OrganisationRow.Own(reader)).TimeZone),
                    ("status", "active"),
                    .. Columns.Born(call),
                ]
            )
            .Claim(Invite.EmailClaim, email, id);
        Link(plan, said, call, provider, id, managed: 1);
        return new(id, name, Enum.Parse<Role>(role, ignoreCase: true));
    }

    private static void Link(Plan plan, Asserted said, Call call, IdentityProviderRow provider, string user, long managed)
    {
        var id = call.NewId("idn");
        plan.Insert(
                LinkedIdentity.Kind,
                id,
                [
                    ("issuer", provider.Issuer),
                    ("identity_subject", said.IdentitySubject),
                    ("user_id", user),
                    ("managed", managed),
                    .. Columns.Born(call),
                ]
            )
            .Claim(LinkedIdentity.Claim, LinkedIdentity.KeyOf(provider.Issuer, said.IdentitySubject), id);
    }

    private static Arrival Of(UserRow user, string role) => new(user.Id, user.Name, Enum.Parse<Role>(role, ignoreCase: true));

    private static RefusedException NoRole() =>
        Refused(
            "identity.no_role",
            "None of this person's groups has a role here.",
            "Put the person into a group that has one; an administrator sees them with: headgate providers list."
        );

    private static RefusedException Refused(string code, string why, string next) => new(new(code, why, next));

    private sealed class LinkRow
    {
        public string UserId { get; init; } = "";
        public long Managed { get; init; }
    }
}

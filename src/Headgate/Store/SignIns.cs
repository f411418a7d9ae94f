using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// Finds who wants to sign in, in any organisation, before there is a credential that says which. Only active people are found. It reads; what comes of it is a
/// call.
/// </summary>
public sealed class SignIns(Database database)
{
    // An address that is in more organisations than this signs in to the first ones.
    private const int Most = 5;

    private const string Select =
        "SELECT u.id, u.tenant, u.name, u.email, u.role, u.sees, u.time_zone FROM users u WHERE u.status = 'active'";

    /// <summary>Those with an e-mail address: nobody, one, or one in each organisation.</summary>
    public ValueTask<IReadOnlyList<Claimant>> ByEmail(string email, CancellationToken cancel) =>
        Find(" AND u.email = @key ORDER BY u.id", EmailForm.Normal(email), cancel);

    /// <summary>The person of an id.</summary>
    public async ValueTask<Claimant?> ById(string user, CancellationToken cancel) =>
        await Find(" AND u.id = @key ORDER BY u.id", user, cancel) is [var one] ? one : null;

    /// <summary>The person whose passkey has that id.</summary>
    public async ValueTask<Claimant?> ByKey(string keyId, CancellationToken cancel) =>
        await Find(
            " AND u.id IN (SELECT f.user_id FROM factors f WHERE f.tenant = u.tenant AND f.key_id = @key AND f.ended_at IS NULL) ORDER BY u.id",
            keyId,
            cancel
        )
            is [var one]
            ? one
            : null;

    private async ValueTask<IReadOnlyList<Claimant>> Find(string condition, string key, CancellationToken cancel)
    {
        await using var view = await database.Read(Database.Everyone, cancel);
        var rows = await view.Session.Query<Row>($"{Select}{condition} LIMIT {Most}", ("key", key));
        List<Claimant> found = [];
        foreach (var row in rows)
            found.Add(
                new(
                    Who(row),
                    row.Email,
                    await view.Session.Query<KeptFactor>(
                        "SELECT id, kind, secret, key_id, counter, flags, created_at FROM factors WHERE tenant = @tenant AND user_id = @user AND ended_at IS NULL ORDER BY created_at, id",
                        ("tenant", row.Tenant),
                        ("user", row.Id)
                    )
                )
            );
        return found;
    }

    private static Principal Who(Row row) =>
        new()
        {
            Tenant = row.Tenant,
            Person = row.Id,
            PersonName = row.Name,
            Role = Enum.Parse<Role>(row.Role, ignoreCase: true),
            Sees = Enum.Parse<Visibility>(row.Sees, ignoreCase: true),
            Team = [row.Id],
            Credential = "sign-in",
            TimeZone = row.TimeZone,
        };

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Tenant { get; init; } = "";
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string Role { get; init; } = "";
        public string Sees { get; init; } = "";
        public string TimeZone { get; init; } = "";
    }
}

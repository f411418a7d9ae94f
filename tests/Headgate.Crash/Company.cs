using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;
using Contacts = Headgate.Features.Contacts;

namespace Headgate.Crash;

/// <summary>An organisation with one person, the choices that contacts need, and a gate in front of the contact actions.</summary>
public sealed class Company
{
    private readonly TimeProvider _time;

    /// <summary>A company that was founded before; the same number gives the same ids.</summary>
    public Company(Database database, Sealer sealer, TimeProvider time, int number = 1, params ActionSpec[] more)
    {
        _time = time;
        Database = database;
        Number = number;
        Person = new()
        {
            Tenant = IdOf("org", number),
            Person = IdOf("usr", number),
            PersonName = "Ada Stone",
            Role = Role.Admin,
            Scopes = Scope.All,
        };
        Catalogue catalogue = new([
            new Contacts.Create(),
            new Contacts.Get(),
            new Contacts.List(),
            new Contacts.Search(),
            new Contacts.Update(),
            .. more,
        ]);
        Gate = new(catalogue, GuardList.InOrder(new SqlMemory(database), time), new SqlLedger(database, sealer), time)
        {
            OnFailure = (_, failure, _) => Failure = failure,
        };
    }

    /// <summary>Where it is kept.</summary>
    public Database Database { get; }

    /// <summary>Its number in the store.</summary>
    public int Number { get; }

    /// <summary>Its administrator.</summary>
    public Principal Person { get; }

    /// <summary>Its gate.</summary>
    public Gatekeeper Gate { get; }

    /// <summary>The latest failure that became a refusal.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Its id.</summary>
    public string Tenant => Person.Tenant;

    /// <summary>The id that a number stands for.</summary>
    public static string IdOf(string prefix, int number) =>
        Ids.Mint(prefix, DateTimeOffset.UnixEpoch, SHA256.HashData(BitConverter.GetBytes(number)), 0);

    /// <summary>Writes the rows that a company begins with.</summary>
    public async Task<Company> Found()
    {
        var now = _time.GetUtcNow();
        await Database.Write(
            Tenant,
            async session =>
            {
                await session.Execute(
                    """
                    INSERT INTO organisations (id, tenant, version, num, name, currency, time_zone, outbound, created_at, updated_at)
                    VALUES (@tenant, @tenant, 1, @num, @name, 'EUR', 'UTC', 'off', @now, @now)
                    """,
                    ("tenant", Tenant),
                    ("num", Number),
                    ("name", $"Company {Number}"),
                    ("now", now)
                );
                await session.Execute(
                    """
                    INSERT INTO users (id, tenant, version, name, email, role, sees, time_zone, status, created_at, updated_at)
                    VALUES (@id, @tenant, 1, 'Ada Stone', 'ada@example.com', 'admin', 'all', 'UTC', 'active', @now, @now)
                    """,
                    ("id", Person.Person),
                    ("tenant", Tenant),
                    ("now", now)
                );
                await Allow(session, "contact.lifecycle", ["lead", "contact"], now);
                await Allow(session, "contact.status", ["new", "working"], now);
                return new(Applied.Done);
            }
        );
        return this;
    }

    /// <summary>Passes a call of its person, or of somebody else, through the gate.</summary>
    public ValueTask<Outcome> Ask(string action, object arguments, string? key = null, Principal? by = null)
    {
        var now = _time.GetUtcNow();
        Call call = new()
        {
            Id = Ids.Fresh("call", now),
            By = by ?? Person,
            Door = Door.Rest,
            Action = action,
            Arguments = JsonSerializer.SerializeToElement(arguments),
            At = now,
            Seed = RandomNumberGenerator.GetBytes(32),
            IdempotencyKey = key,
        };
        return Gate.Pass(call, CancellationToken.None);
    }

    private async Task Allow(Session session, string list, string[] names, DateTimeOffset now)
    {
        foreach (var (ordinal, name) in names.Index())
            await session.Execute(
                "INSERT INTO choices (id, tenant, version, list, name, ordinal, created_at) VALUES (@id, @tenant, 1, @list, @name, @ordinal, @now)",
                ("id", Ids.Fresh("cho", now)),
                ("tenant", Tenant),
                ("list", list),
                ("name", name),
                ("ordinal", ordinal),
                ("now", now)
            );
    }
}

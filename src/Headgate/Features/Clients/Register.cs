using System.Text.Json;
using Headgate.Features.Agents;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>A client that runs without a person at a browser: it proves itself with a key of its own (private_key_jwt, RFC 7523) and gets tokens of an hour.</summary>
[Action(
    "clients.register",
    Scope.Admin,
    "Register a client with a key",
    "Registers an agent that proves itself with its own private key; only the public key is given here.",
    Effect = Effect.Write,
    Offered = Offered.People
)]
public sealed class Register : Feature<Register.Input, Register.Output>
{
    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Bounds(1, 80)]
        public required string Name { get; init; }

        [Says("Public keys: a JWK set, or one JWK, with P-256 or RSA keys"), Bounds(20, 8000)]
        public required string Keys { get; init; }

        [Bounds(1, 4)]
        public required string[] Scopes { get; init; }

        [Bounds(0, 30)]
        public string[]? Toolsets { get; init; }

        [OneOf(Grant.ContactDetails), Bounds(0, 1)]
        public string[]? Grants { get; init; }

        [Says("Which address, as a path"), OneAddress]
        public string? Resource { get; init; }

        [Says("Seconds until the grant ends"), Bounds(300, 31_536_000)]
        public int? Ttl { get; init; }

        [Says("On whose behalf; the caller unless said otherwise")]
        public string? For { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Agent { get; init; }
        public required string ClientId { get; init; }
        public required string Scopes { get; init; }
        public required string Resource { get; init; }
        public required string Expires { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        if (!Scopes.TryParse(string.Join(' ', input.Scopes), out var scopes, out var unknown))
            throw new RefusedException(Refusal.Input("scopes", "mcp:read, mcp:write, mcp:comms or mcp:admin", Text.Shown(unknown)));
        var person = input.For is null ? call.By.Person : (await Owner.Resolve(reader, "for", input.For)).Id;
        var toolsets = Toolsets.Expand(input.Toolsets ?? []);
        if (await reader.Number("SELECT COUNT(*) FROM agents WHERE tenant = @tenant AND name = @name", ("name", input.Name.Trim())) > 0)
            throw new RefusedException(
                new("agents.name_taken", $"There is an agent {Text.Shown(input.Name)} already.", "Choose another name.") { Field = "name" }
            );
        var (agent, id) = (call.NewId("agt"), call.NewId("grt"));
        var resource = input.Resource ?? "/mcp";
        var expires = call.At.AddSeconds(input.Ttl ?? 7_776_000);
        ClientGrantRow grant = new()
        {
            Id = id,
            AgentId = agent,
            UserId = person,
            Client = id,
            ClientName = input.Name.Trim(),
            Keys = PublicKeys(input.Keys),
            Scopes = scopes.Text(),
            Toolsets = string.Join(',', toolsets),
            Grants = string.Join(',', input.Grants ?? []),
            Realm = resource.StartsWith("/sandbox/", StringComparison.Ordinal) ? "sandbox" : "production",
            Resource = resource,
            ExpiresAt = expires.ToUnixTimeMilliseconds(),
        };
        var plan = grant.AddTo(
            new Plan().Insert(
                Agent.Kind,
                agent,
                [("name", grant.ClientName), ("owner_id", person), ("status", "active"), ("client", id), .. Columns.Born(call)]
            ),
            call
        );
        // By its id a client is found, as by any other credential; what it proves itself with is its key.
        ClientToken.Keep(plan, call, grant, "key", id, grant.Scopes, expires, 0);
        return Answer(
            new Output
            {
                Agent = agent,
                ClientId = id,
                Scopes = scopes.Text(),
                Resource = resource,
                Expires = Moments.Iso(expires),
            },
            plan
        );
    }

    // A private key does not belong here, and is refused rather than kept.
    private static string PublicKeys(string given)
    {
        try
        {
            var json = JsonElement.Parse(given);
            var keys = json.TryGetProperty("keys", out var listed) ? listed.EnumerateArray().ToList() : [json];
            if (keys.Any(k => k.TryGetProperty("d", out _) || k.TryGetProperty("k", out _)))
                throw new RefusedException(
                    new("clients.private_key", "These keys have private parts.", "Send the public keys alone, and change the private ones.")
                );
            if (keys.Count is > 0 and <= 5 && keys.All(IsUsable))
                return CanonicalJson.Text(JsonSerializer.SerializeToElement(new { keys }));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // Told below.
        }
        throw new RefusedException(
            Refusal.Input("keys", "one to five public JWKs of kty EC (P-256) or RSA (2048 bits or more)", "something else")
        );
    }

    private static bool IsUsable(JsonElement key) =>
        Of(key, "kty") switch
        {
            "EC" => Of(key, "crv") == "P-256" && Of(key, "x").Length == 43 && Of(key, "y").Length == 43,
            "RSA" => Of(key, "n").Length >= 342 && Of(key, "e").Length > 0,
            _ => false,
        };

    private static string Of(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Gate;

namespace Headgate.Features.Clients;

/// <summary>Which clients may connect to an organisation.</summary>
public sealed record Connecting
{
    /// <summary>A person's consent is enough; what holds where nobody said.</summary>
    public const string ByConsent = "consent";

    /// <summary>The first consent makes an agent in quarantine, which an administrator lets out.</summary>
    public const string ByApproval = "approval";

    /// <summary>None but those that are known.</summary>
    public const string Never = "refused";

    private static readonly JsonSerializerOptions Kept = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>What becomes of a client that is not known yet.</summary>
    public string Unknown { get; init; } = ByConsent;

    /// <summary>The hosts whose clients may connect, with the hosts under them; none for all. Programs on the person's own machine have no host.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Whether a metadata document may be on this machine, for whoever develops a client.</summary>
    public bool Loopback { get; init; }

    /// <summary>Reads what is kept.</summary>
    public static Connecting Read(string? kept) => kept is null ? new() : JsonSerializer.Deserialize<Connecting>(kept, Kept) ?? new();

    /// <summary>The text to keep.</summary>
    public string Write() => CanonicalJson.Text(JsonSerializer.SerializeToElement(this, Kept));

    /// <summary>Whether a host is one of those that may connect.</summary>
    public bool Allows(string host) =>
        Hosts.Count == 0
        || Hosts.Any(h =>
            string.Equals(h, host, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + h, StringComparison.OrdinalIgnoreCase)
        );
}

using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>Which clients may connect.</summary>
[Action(
    "clients.configure",
    Scope.Admin,
    "Set which clients may connect",
    "Sets what becomes of clients that are not known yet, and from which hosts they may come.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Configure : Feature<Configure.Input, Configure.Output>
{
    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [
            Says("A person's consent is enough; or an administrator lets each out of quarantine; or none"),
            OneOf(Connecting.ByConsent, Connecting.ByApproval, Connecting.Never)
        ]
        public string? Unknown { get; init; }

        [Says("Hosts that clients may come from, with those under them; empty for all"), Bounds(0, 50)]
        public string[]? Hosts { get; init; }

        [Says("For development: metadata documents on this machine")]
        public bool? Loopback { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Unknown { get; init; }
        public required IReadOnlyList<string> Hosts { get; init; }
        public required bool Loopback { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        var was = Connecting.Read(row.Connecting);
        var now = was with
        {
            Unknown = input.Unknown ?? was.Unknown,
            Hosts = input.Hosts is { } hosts ? [.. hosts.Select(Host).Distinct(StringComparer.Ordinal)] : was.Hosts,
            Loopback = input.Loopback ?? was.Loopback,
        };
        var plan = new Plan().Update(
            Organisation.Kind,
            row.Id,
            row.Version,
            ("connecting", row.Connecting, now.Write()),
            Columns.Moved(row.UpdatedAt, call)
        );
        return Answer(
            new Output
            {
                Unknown = now.Unknown,
                Hosts = now.Hosts,
                Loopback = now.Loopback,
            },
            plan
        );
    }

    private static string Host(string given) =>
        Uri.CheckHostName(given) == UriHostNameType.Dns && given.Contains('.', StringComparison.Ordinal)
            ? given.ToLowerInvariant()
            : throw new RefusedException(Refusal.Input("hosts", "names of hosts such as claude.ai", Text.Shown(given)));
}

using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Organisations;

/// <summary>The outbound switch: whether anything may be sent, since when, by whom and why.</summary>
public sealed record Switch
{
    /// <summary><c>on</c> or <c>off</c>.</summary>
    public required string Outbound { get; init; }
    public string? Reason { get; init; }
    public Named? By { get; init; }
    public string? At { get; init; }

    /// <summary>The switch as it stands. What is not plainly on is off.</summary>
    internal static async ValueTask<Switch> Of(Reader reader, OrganisationRow row) =>
        new()
        {
            Outbound = row.Outbound == "on" ? "on" : "off",
            Reason = row.OutboundReason,
            By = row.OutboundBy is { } by ? new(by, await NameOf(reader, by)) : null,
            At = Show.Time(row.OutboundAt),
        };

    /// <summary>The switch after the plan of <see cref="Turn"/>.</summary>
    internal static Switch After(Call call, string state, string? reason) =>
        new()
        {
            Outbound = state,
            Reason = reason,
            By = new(call.By.Actor, call.By.AgentName ?? call.By.PersonName),
            At = Moments.Iso(call.At),
        };

    /// <summary>Turns the switch and does nothing else; nothing at all when it stands so already.</summary>
    internal static Plan Turn(OrganisationRow row, Call call, string state, string? reason) =>
        row.Outbound == state
            ? Plan.Empty
            : new Plan().Update(
                Organisation.Kind,
                row.Id,
                row.Version,
                ("outbound", row.Outbound, state),
                ("outbound_reason", row.OutboundReason, reason),
                ("outbound_by", row.OutboundBy, call.By.Actor),
                ("outbound_at", row.OutboundAt, call.Effective.ToUnixTimeMilliseconds()),
                Columns.Moved(row.UpdatedAt, call)
            );

    /// <summary>Turning on is for a person, whatever an agent was granted.</summary>
    internal static RefusedException PersonOnly() =>
        new(
            new(
                "kill_switch.person_only",
                "This can turn outbound off, never on: a person turns it on.",
                "Ask a person to turn it on in Settings → Comms → Outbound; until then prepare a draft or a task."
            )
            {
                Field = "outbound",
                Expected = "off",
            }
        );

    private static ValueTask<string?> NameOf(Reader reader, string actor) =>
        Ids.Is(actor, "agt")
            ? reader.Word("SELECT name FROM agents WHERE tenant = @tenant AND id = @actor", ("actor", actor))
            : reader.Word("SELECT name FROM users WHERE tenant = @tenant AND id = @actor", ("actor", actor));
}

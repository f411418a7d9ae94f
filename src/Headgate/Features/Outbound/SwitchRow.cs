using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>A switch as the store keeps it; the organisation's is in the organisation's own row. Nobody has turned one that has no row.</summary>
internal sealed class SwitchRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Outbound { get; init; } = "";
    public string? OutboundReason { get; init; }
    public string? OutboundBy { get; init; }
    public long? OutboundAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>What is not plainly on is off.</summary>
    public bool IsOn => Outbound == "on";

    /// <summary>The switch of that name; nothing when nobody has turned it.</summary>
    public static async ValueTask<SwitchRow?> Of(Reader reader, string name) =>
        name == Switches.Organisation
            ? Of(await OrganisationRow.Own(reader))
            : await reader.First<SwitchRow>("SELECT * FROM switches WHERE tenant = @tenant AND name = @name", ("name", name));

    /// <summary>The organisation's switch.</summary>
    public static SwitchRow Of(OrganisationRow row) =>
        new()
        {
            Id = row.Id,
            Version = row.Version,
            Name = Switches.Organisation,
            Outbound = row.Outbound,
            OutboundReason = row.OutboundReason,
            OutboundBy = row.OutboundBy,
            OutboundAt = row.OutboundAt,
            UpdatedAt = row.UpdatedAt,
        };

    /// <summary>Turns it; nothing when it stands so already. A switch that nobody has turned is on as far as it goes.</summary>
    /// <param name="plan">What it is added to.</param>
    /// <param name="row">The switch.</param>
    /// <param name="call">The call.</param>
    /// <param name="name">Its name.</param>
    /// <param name="state">On or off.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who; nobody when it goes off by itself.</param>
    public static Plan Turn(Plan plan, SwitchRow? row, Call call, string name, string state, string? reason, string? by)
    {
        var at = call.Effective.ToUnixTimeMilliseconds();
        if (row is null && state == "on" || row?.Outbound == state)
            return plan;
        return row is null
            ? plan.Insert(
                OutboundSwitch.Kind,
                call.NewId("swi"),
                [
                    ("name", name),
                    ("outbound", state),
                    ("outbound_reason", reason),
                    ("outbound_by", by),
                    ("outbound_at", at),
                    .. Columns.Born(call),
                ]
            )
            : plan.Update(
                name == Switches.Organisation ? Organisation.Kind : OutboundSwitch.Kind,
                row.Id,
                row.Version,
                ("outbound", row.Outbound, state),
                ("outbound_reason", row.OutboundReason, reason),
                ("outbound_by", row.OutboundBy, by),
                ("outbound_at", row.OutboundAt, at),
                Columns.Moved(row.UpdatedAt, call)
            );
    }
}

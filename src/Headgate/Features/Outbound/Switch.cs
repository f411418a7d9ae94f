using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>A switch: whether anything may be sent, since when, by whom and why.</summary>
[Class(DataClass.Internal)]
public sealed record Switch
{
    /// <summary><c>on</c> or <c>off</c>: off when this switch or the organisation's is.</summary>
    public required string Outbound { get; init; }

    /// <summary>What it is the switch of: <c>organisation</c>, <c>email</c>, an agent or a run.</summary>
    public string? Of { get; init; }
    public string? Reason { get; init; }
    public Named? By { get; init; }
    public string? At { get; init; }

    /// <summary>What waits for a second person before it is turned on.</summary>
    public WaitingShown? Waiting { get; init; }

    /// <summary>The organisation's switch as it stands.</summary>
    internal static ValueTask<Switch> Stands(Reader reader, OrganisationRow row) =>
        Stands(reader, Switches.Organisation, SwitchRow.Of(row), row);

    /// <summary>A switch as it stands: one that nobody has turned, or that is on, follows the organisation's.</summary>
    internal static async ValueTask<Switch> Stands(Reader reader, string name, SwitchRow? row, OrganisationRow organisation)
    {
        var says = row is { IsOn: false } ? row : SwitchRow.Of(organisation);
        return new()
        {
            Outbound = says.IsOn ? "on" : "off",
            Of = await Word(reader, name),
            Reason = says.OutboundReason,
            By = says.OutboundBy is { } by ? new(by, await NameOf(reader, by)) : null,
            At = Show.Time(says.OutboundAt),
        };
    }

    /// <summary>The switch after it was turned.</summary>
    internal static async ValueTask<Switch> After(
        Reader reader,
        Call call,
        string name,
        string state,
        string? reason,
        bool organisationIsOn
    ) =>
        new()
        {
            // A channel that is turned on stays silent while the organisation is off.
            Outbound = state == "on" && (organisationIsOn || name == Switches.Organisation) ? "on" : "off",
            Of = await Word(reader, name),
            Reason =
                state == "on" && !organisationIsOn && name != Switches.Organisation
                    ? $"{reason} (the organisation's own switch is still off)"
                    : reason,
            By = new(call.By.Actor, call.By.AgentName ?? call.By.PersonName),
            At = Moments.Iso(call.At),
        };

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

    /// <summary>The switch's name as people say it.</summary>
    internal static async ValueTask<string> Word(Reader reader, string name)
    {
        var of = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return Ids.Is(of, "agt") && await NameOf(reader, of) is { } agent ? $"{agent} ({of})" : of;
    }

    private static ValueTask<string?> NameOf(Reader reader, string actor) =>
        Ids.Is(actor, "agt")
            ? reader.Word("SELECT name FROM agents WHERE tenant = @tenant AND id = @actor", ("actor", actor))
            : reader.Word("SELECT name FROM users WHERE tenant = @tenant AND id = @actor", ("actor", actor));
}

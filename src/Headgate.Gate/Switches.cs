namespace Headgate.Gate;

/// <summary>
/// The switches that whatever is sent must find on: the organisation's, and one for each channel, agent and run that somebody has turned. Off anywhere wins; a
/// switch that nobody has turned follows the organisation's.
/// </summary>
public static class Switches
{
    /// <summary>The organisation's switch.</summary>
    public const string Organisation = "organisation";

    private const string OfChannel = "channel:";
    private const string OfAgent = "agent:";
    private const string OfRun = "run:";

    /// <summary>The switch of a channel: <c>email</c>, <c>sms</c> or <c>call</c>.</summary>
    public static string Channel(string channel) => OfChannel + channel;

    /// <summary>The switch of an agent.</summary>
    public static string Agent(string agent) => OfAgent + agent;

    /// <summary>The switch of a run.</summary>
    public static string Run(string run) => OfRun + run;

    /// <summary>What must be on for something to be sent, the widest first.</summary>
    public static IReadOnlyList<string> For(string? agent, string? run, params IEnumerable<string> channels) =>
        [
            Organisation,
            .. channels.Distinct(StringComparer.Ordinal).Select(Channel),
            .. agent is null ? (string[])[] : [Agent(agent)],
            .. run is null ? (string[])[] : [Run(run)],
        ];

    /// <summary>The turns of switches that a plan makes.</summary>
    public static IReadOnlyList<(Change Change, FieldChange Field)> TurnedBy(Plan plan) =>
        (plan.ChangesOf("organisation", "outbound"), plan.ChangesOf("switch", "outbound")) switch
        {
            ([], var some) => some,
            (var some, []) => some,
            var (all, some) => [.. all, .. some],
        };

    /// <summary>Whether a plan gives something that was held back to the dispatcher.</summary>
    public static bool IsRelease(Plan plan) => plan.ChangesOf("outgoing", "status").Any(c => c.Field.To is "queued");

    /// <summary>Whether a plan turns a switch off and does nothing else: nothing may ever hold that up.</summary>
    public static bool IsOff(Plan plan) =>
        TurnedBy(plan) is { Count: > 0 } turned
        && turned.All(c => c.Field.To is "off")
        && plan.Messages.Count == 0
        && plan.Changes.All(OnlyTurns);

    /// <summary>Whether a call asks for no more than off: rules that judge a call before its plan let it through, and its plan is judged.</summary>
    public static bool AsksForOff(Call call, ActionSpec action) => IsStop(action) || call.Gives("outbound");

    /// <summary>Whether an action can do nothing but turn something off.</summary>
    public static bool IsStop(ActionSpec action) => action.Id == "runs.stop";

    /// <summary>Why nothing is sent while a switch is off.</summary>
    public static Refusal Off(string name)
    {
        if (name.StartsWith(OfChannel, StringComparison.Ordinal))
            return new(
                "kill_switch.channel_off",
                $"Outbound is off for {name[OfChannel.Length..]}: nothing is sent and nothing is queued on this channel.",
                "A person can turn it on in Settings → Comms → Outbound; until then use another channel, or prepare a draft or a task."
            );
        if (name.StartsWith(OfAgent, StringComparison.Ordinal))
            return new(
                "kill_switch.agent_off",
                $"Outbound is off for the agent {name[OfAgent.Length..]}: it sends nothing and queues nothing.",
                "A person can turn it on in Settings → Comms → Outbound; until then prepare a draft or a task."
            );
        if (name.StartsWith(OfRun, StringComparison.Ordinal))
            return new(
                "kill_switch.run_off",
                $"Outbound is off for {name[OfRun.Length..]}: this run sends nothing and queues nothing any more.",
                "Tell the person whom you act for; only a person turns it on."
            );
        return new(
            "kill_switch.outbound_off",
            "Outbound is off for this organisation: nothing is sent and nothing is queued.",
            "A person can turn it on in Settings → Comms → Outbound; until then prepare a draft or a task."
        );
    }

    // The switch itself, who turned it and why; and what somebody asked for that is void now.
    private static bool OnlyTurns(Change change) =>
        change.Kind.Name switch
        {
            "organisation" => change.Verb == Verb.Update && change.Fields.All(f => IsOfSwitch(change, f)),
            "switch" => change.Fields.All(f => f.Name == "name" || IsOfSwitch(change, f)),
            "switch_request" => change.Fields.All(f => f is { Name: "status", To: "withdrawn" } || change.Kind[f.Name].Bookkeeping),
            _ => false,
        };

    private static bool IsOfSwitch(Change change, FieldChange field) =>
        field.Name.StartsWith("outbound", StringComparison.Ordinal) || change.Kind[field.Name].Bookkeeping;
}

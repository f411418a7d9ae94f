using Headgate.Features.Organisations;
using Headgate.Features.Policies;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Policies;
using Headgate.Store;

namespace Headgate.Features.Rollout;

/// <summary>A step of the rollout plan. Forward only when every gate is met, or with force and a reason, which is kept; back at any time.</summary>
[Action(
    "rollout.step",
    Scope.Admin,
    "Take a step of the rollout plan",
    "Takes the rollout plan to a week. Week 1 names use case, agent and at most 10 read tools; forward needs every gate met, or force with a reason.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Step : Feature<Step.Input, RolloutShown>
{
    private const int MostAreasAtOnce = 2;

    private static readonly string[] Usual =
    [
        "accounts.get",
        "accounts.search",
        "contacts.get",
        "contacts.search",
        "conversations.list",
        "notes.list",
        "opportunities.get",
        "opportunities.list",
        "pipelines.list",
        "tasks.list",
    ];

    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Bounds(1, 4)]
        public required int Week { get; init; }

        [Says("What the agent is for, in a sentence"), Bounds(3, 300)]
        public string? UseCase { get; init; }

        [Says("Name or id"), Bounds(1, 80)]
        public string? Agent { get; init; }

        [Says("Tools of week 1, all of which read"), Bounds(1, RolloutPlan.MostReadTools)]
        public string[]? Tools { get; init; }

        [Says("Lead statuses that agents may set in week 2; all that are configured without"), Bounds(1, 50)]
        public string[]? Statuses { get; init; }

        [Says("Areas to open in week 4, one or two at a time: calendar, enrichment, warehouse"), Bounds(1, MostAreasAtOnce)]
        public string[]? Open { get; init; }

        [Says("Go on though a gate is not met")]
        public bool? Force { get; init; }

        [Says("Why, when it is forced"), Bounds(3, 300)]
        public string? Reason { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        var rails = Guardrails.Read(row.Guardrails);
        var was = rails.Rollout;
        if (input.Force == true && input.Reason is null)
            throw new RefusedException(Refusal.Input("reason", "why it goes on though a gate is not met", "nothing"));
        var unmet = await Unmet(reader, was, input);
        if (unmet.Count > 0 && input.Force != true)
            throw new RefusedException(
                new(
                    "rollout.gate",
                    $"It is not time for week {input.Week}: {string.Join("; ", unmet)}.",
                    "Wait until every gate is met (headgate rollout status), or go on with --force and a --reason, which are kept."
                )
                {
                    Field = "week",
                }
            );
        var plan = (await With(input, was, reader)) with
        {
            Week = input.Week,
            Began = was.Began ?? call.Effective.ToUnixTimeMilliseconds(),
            Since = call.Effective.ToUnixTimeMilliseconds(),
            Forced = unmet.Count > 0 ? $"{input.Reason!.Trim()} ({string.Join("; ", unmet)})" : null,
        };
        return Answer(
            await RolloutShown.Of(reader, plan, await Gates.Of(reader, plan)),
            Rails.Set(row, call, rails with { Rollout = plan }),
            new RecordRef(row.Id, row.Version)
        );
    }

    // Nothing stands in the way back, nor of naming the first week's use case anew.
    private static async ValueTask<IReadOnlyList<string>> Unmet(Reader reader, RolloutPlan was, Input input)
    {
        var from = was.Week ?? 0;
        if (input.Week < from || input.Week == from && (from < 4 || input.Open is null))
            return [];
        List<string> unmet = [.. (await Gates.Of(reader, was)).Where(g => !g.Met).Select(g => $"{g.Name} {g.Value}, {g.Target}")];
        if (input.Week > from + 1)
            unmet.Insert(0, from == 0 ? "the plan begins with week 1" : $"week {from + 1} comes before it");
        return unmet;
    }

    private static async ValueTask<RolloutPlan> With(Input input, RolloutPlan was, Reader reader)
    {
        var plan = was;
        if (input.Week <= 2 || input.UseCase is not null || input.Agent is not null)
            plan = await OfFirst(input, was, reader);
        if (input.Week == 2)
        {
            List<string> statuses = [];
            foreach (var status in input.Statuses ?? [])
                statuses.Add(await Choice.Need(reader, "statuses", "contact.status", status));
            plan = plan with { Statuses = statuses.Count > 0 ? statuses : null };
        }
        if (input.Week >= 3)
            await NeedPolicies(reader);
        return plan with { Open = input.Week == 4 ? Opened(input, was) : null };
    }

    private static async ValueTask<RolloutPlan> OfFirst(Input input, RolloutPlan was, Reader reader)
    {
        var useCase = input.UseCase?.Trim() ?? was.UseCase ?? throw Missing("use_case", "what the agent is for, in a sentence");
        var named = input.Agent?.Trim() ?? was.Agent ?? throw Missing("agent", "the one agent of the plan, by name or id");
        var agent =
            await reader.First<AgentRow>(
                "SELECT id, owner_id FROM agents WHERE tenant = @tenant AND status = 'active' AND (id = @agent OR name = @agent)",
                ("agent", named)
            ) ?? throw new RefusedException(Refusal.NotFound("agent", named));
        var tools = input.Tools ?? was.Tools ?? Usual;
        foreach (var tool in tools)
            if (!Reads.Contains(tool))
                throw new RefusedException(
                    Refusal.Input("tools", "ids of tools that read, such as contacts.get", Text.Shown(tool)) with
                    {
                        Candidates = Text.Nearest(tool, [.. Reads]) is { Count: > 0 } near ? near : null,
                    }
                );
        return was with
        {
            UseCase = useCase,
            Agent = agent.Id,
            Owner = agent.OwnerId,
            Tools = [.. tools.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }

    // Without the four policies there is no third week, whatever anybody forces.
    private static async ValueTask NeedPolicies(Reader reader)
    {
        var on = (await PolicyRow.All(reader)).Where(p => p.Mode == Policy.On).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var missing = PolicyTemplates.Golden.Select(g => g.Name).Where(n => !on.Contains(n)).ToList();
        if (missing.Count > 0)
            throw new RefusedException(
                new(
                    "rollout.policies",
                    $"From week 3 on the four policies are on; {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} not.",
                    $"Turn them on first: headgate policy enable {missing[0]}."
                )
            );
    }

    private static IReadOnlyList<string> Opened(Input input, RolloutPlan was)
    {
        foreach (var area in input.Open ?? [])
            if (!RolloutPlan.Areas.Contains(area))
                throw new RefusedException(Choice.Unknown("open", area, RolloutPlan.Areas));
        return [.. (was.Open ?? []).Concat(input.Open ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static RefusedException Missing(string field, string expected) => new(Refusal.Input(field, expected, "nothing"));

    // What reads and is offered as a tool; the calendar waits for its week.
    private static readonly HashSet<string> Reads =
    [
        .. Actions
            .Catalogue()
            .All.Where(a => a is { Effect: Effect.Read, Offered: Offered.Tool } && RolloutPlan.AreaOf(a) is null)
            .Select(a => a.Id),
    ];

    private sealed class AgentRow
    {
        public string Id { get; init; } = "";
        public string OwnerId { get; init; } = "";
    }
}

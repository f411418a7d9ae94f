using Headgate.Gate.Grounds;

namespace Headgate.Gate;

/// <summary>
/// How far agents have been let in, week by week: first ten tools that read, then the smallest writes, then everything that a grant names with a person's
/// approval of what matters, then enrichment, warehouse and calendar. Without a plan the golden set stands alone.
/// </summary>
public sealed record RolloutPlan
{
    /// <summary>The most tools of the first week.</summary>
    public const int MostReadTools = 10;

    /// <summary>The areas that are opened in the fourth week, one or two at a time.</summary>
    public static readonly IReadOnlyList<string> Areas = ["calendar", "enrichment", "warehouse"];

    /// <summary>What the second week adds.</summary>
    public static readonly IReadOnlyList<string> SecondWeek = ["leads.create", "leads.update_status", "tasks.create"];

    // Agents ask what a tool takes in every week; it says nothing of any record.
    private const string Describes = "catalogue.describe";

    /// <summary>The week, 1 to 4; nothing when there is no plan.</summary>
    public int? Week { get; init; }

    /// <summary>What the agent is there for.</summary>
    public string? UseCase { get; init; }

    /// <summary>The one agent of the first two weeks.</summary>
    public string? Agent { get; init; }

    /// <summary>The person for whom it acts, and who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>The tools of the first week, all of which read.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>The statuses that an agent may set in the second week; all that are configured when nobody chose.</summary>
    public IReadOnlyList<string>? Statuses { get; init; }

    /// <summary>The areas that are open in the fourth week.</summary>
    public IReadOnlyList<string>? Open { get; init; }

    /// <summary>When the plan began.</summary>
    public long? Began { get; init; }

    /// <summary>When this step of it began.</summary>
    public long? Since { get; init; }

    /// <summary>Why the last step was taken though a gate was not met.</summary>
    public string? Forced { get; init; }

    /// <summary>Whether there is a plan. What is no week of it is the first.</summary>
    public bool Stands => Week is not null;

    /// <summary>Why an action is not for this caller in this week; nothing when it is. Persons have no weeks.</summary>
    public Refusal? Judge(Principal by, ActionSpec action) => Judge(by, action, GroundOf(by, action));

    /// <summary>What the plan says of a caller and an action; nothing where it says nothing.</summary>
    public RolloutGround? GroundOf(Principal by, ActionSpec action) =>
        !Stands || by.IsPerson
            ? null
            : new()
            {
                Area = AreaOf(action),
                AreaOpen = AreaOf(action) is { } area && Open?.Contains(area) == true,
                Describes = action.Id == Describes,
                InTools = action.Effect == Effect.Read && Tools?.Contains(action.Id) == true,
                IsAgent = by.Agent == Agent,
                IsOwner = by.Person == Owner,
                Named = by.Only is not null,
                SecondWeek = SecondWeek.Contains(action.Id),
                Week = Week!.Value,
                Workflows = action.Toolset == "workflows",
            };

    /// <summary>The refusal that a ground comes to.</summary>
    internal Refusal? Judge(Principal by, ActionSpec action, RolloutGround? ground) =>
        ground?.OfCall() switch
        {
            null or Said.Pass => null,
            "rollout.agent" => new(
                "rollout.agent",
                $"Week {Week} of the rollout is for one agent, {Agent}; this is {by.Agent}.",
                "Wait for week 3, or ask a person to begin the plan with this agent."
            ),
            "rollout.owner" => new(
                "rollout.owner",
                $"Week {Week} of the rollout has one owner, {Owner}; this agent acts for {by.Person}.",
                "Ask for a grant on behalf of the owner."
            ),
            "rollout.grant_per_tool" => new(
                "rollout.grant_per_tool",
                $"In week {Week} of the rollout a grant names its tools one by one; this one does not.",
                "Ask for a grant that names the tools: headgate agents create NAME --tools."
            ),
            "rollout.area" => new(
                "rollout.area",
                $"{action.Id} belongs to {ground.Area}, which is not open yet.",
                $"Ask a person to open it: headgate rollout week4 --open {ground.Area}."
            ),
            _ when Week == 3 => new(
                "rollout.week",
                $"{action.Id} is not part of week 3 of the rollout; {ground.Area ?? "workflows"} comes in week 4.",
                "Use another tool, or ask a person when week 4 begins."
            ),
            _ => new(
                "rollout.week",
                $"{action.Id} is not part of week {Week} of the rollout.",
                Week == 2 ? $"Use what is: {string.Join(", ", SecondWeek.Concat(Tools ?? []))}."
                    : Tools is { Count: > 0 } ? $"Use what is: {string.Join(", ", Tools)}."
                    : "Ask a person to name the tools of this week."
            ),
        };

    /// <summary>The area of the fourth week that an action belongs to.</summary>
    public static string? AreaOf(ActionSpec action) =>
        action switch
        {
            { Toolset: "enrichment" or "warehouse" } => action.Toolset,
            { Toolset: "meetings" } or { Id: "calendars.list" } => "calendar",
            _ => null,
        };
}

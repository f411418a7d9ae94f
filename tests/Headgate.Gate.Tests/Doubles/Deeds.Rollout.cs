namespace Headgate.Gate.Tests.Doubles;

/// <summary>An action that is looked at for its name, scope and toolset, and does nothing.</summary>
public abstract class Idle() : Deed(typeof(Nothing), typeof(Nothing))
{
    /// <inheritdoc/>
    public override Decision Decide(Passage passage, MemoryLedger ledger) => new(new Nothing(), Plan.Empty);
}

/// <summary>Stops a run; no week of a rollout plan may hold that up.</summary>
[Action("runs.stop", Scope.Write, "Stop", "Stops a run.", Effect = Effect.Write)]
public sealed class RunsStop : Idle;

/// <summary>Describes tools, in every week.</summary>
[Action("catalogue.describe", Scope.Read, "Describe", "Describes tools.")]
public sealed class CatalogueDescribe : Idle;

/// <summary>One of the small writes of the second week.</summary>
[Action("tasks.create", Scope.Write, "Task", "Makes a task.", Effect = Effect.Write)]
public sealed class TasksCreate : Idle;

/// <summary>One of the small writes of the second week.</summary>
[Action("leads.create", Scope.Write, "Lead", "Makes a lead.", Effect = Effect.Write)]
public sealed class LeadsCreate : Idle;

/// <summary>One of the small writes of the second week.</summary>
[Action("leads.update_status", Scope.Write, "Status", "Sets a status.", Effect = Effect.Write)]
public sealed class LeadsStatus : Idle;

/// <summary>In the area of calendars by its name alone.</summary>
[Action("calendars.list", Scope.Read, "Calendars", "Lists calendars.")]
public sealed class CalendarsList : Idle;

/// <summary>In the area of calendars by its toolset.</summary>
[Action("meetings.list", Scope.Read, "Meetings", "Lists meetings.", Toolset = "meetings")]
public sealed class MeetingsList : Idle;

/// <summary>In the area of enrichment.</summary>
[Action("enrichment.run", Scope.Write, "Enrich", "Enriches a record.", Effect = Effect.Write, Toolset = "enrichment")]
public sealed class EnrichmentRun : Idle;

/// <summary>In the area of the warehouse.</summary>
[Action("warehouse.query", Scope.Read, "Query", "Asks the warehouse.", Toolset = "warehouse")]
public sealed class WarehouseQuery : Idle;

/// <summary>Of the fourth week, and of no area.</summary>
[Action("workflows.list", Scope.Read, "Workflows", "Lists workflows.", Toolset = "workflows")]
public sealed class WorkflowsList : Idle;

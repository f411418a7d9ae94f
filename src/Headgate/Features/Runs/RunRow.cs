using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Runs;

/// <summary>A run as its calls tell it, with what the store keeps of it.</summary>
internal sealed class RunRow
{
    private const string Select =
        "SELECT e.run, e.actor, e.person, p.name AS person_name, g.name AS agent_name, r.began_at, r.last_at, r.tainted_at FROM audit_events e "
        + "LEFT JOIN runs r ON r.tenant = e.tenant AND r.id = e.run LEFT JOIN users p ON p.tenant = e.tenant AND p.id = e.person "
        + "LEFT JOIN agents g ON g.tenant = e.tenant AND g.id = e.actor WHERE e.tenant = @tenant";

    public string Run { get; init; } = "";
    public string Actor { get; init; } = "";
    public string Person { get; init; } = "";
    public string? PersonName { get; init; }
    public string? AgentName { get; init; }
    public long? BeganAt { get; init; }
    public long? LastAt { get; init; }
    public long? TaintedAt { get; init; }

    /// <summary>Whose agent it was; nothing for a person's own.</summary>
    public Named? Agent => Actor == Person ? null : new(Actor, AgentName);

    /// <summary>
    /// The run that an argument names, or that has the event it names: an agent finds its own, a person those of people whose records they see.
    /// </summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<RunRow> Need(Reader reader, string field, string id)
    {
        var by = reader.By;
        var condition = Ids.Is(id, "evt") ? " AND e.id = @id AND e.run IS NOT NULL" : " AND e.run = @id";
        var whose = by.IsPerson ? reader.Visible("e.person") : " AND e.actor = @actor";
        (string, object?)[] values = by.IsPerson ? [("id", id)] : [("id", id), ("actor", by.Actor)];
        return await reader.First<RunRow>($"{Select}{condition}{whose} ORDER BY e.seq LIMIT 1", values)
            ?? throw new RefusedException(Refusal.NotFound(field, id));
    }
}

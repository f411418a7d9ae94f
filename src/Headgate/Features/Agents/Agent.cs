using Headgate.Gate;
using static Headgate.Gate.DataClass;

namespace Headgate.Features.Agents;

/// <summary>A program that acts on a person's behalf.</summary>
public static class Agent
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "agent",
        "agt",
        "agents",
        [new("name", Internal), new("owner_id", Internal), new("status", Internal), new("client", Internal), .. Columns.Clocks]
    );
}

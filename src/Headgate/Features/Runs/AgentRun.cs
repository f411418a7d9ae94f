using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Runs;

/// <summary>The calls of one actor until it has been quiet for thirty minutes.</summary>
public static class AgentRun
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "run",
        "run",
        "runs",
        [
            new("actor", Internal),
            new("agent_id", Internal),
            new("person_id", Internal),
            new("began_at", Internal, Whole) { Bookkeeping = true },
            new("last_at", Internal, Whole) { Bookkeeping = true },
            new("started_by", Internal) { Bookkeeping = true },
            new("reason", Internal),
        ]
    );
}

namespace Headgate.Store;

/// <summary>A class of what is kept of calls, with a time of its own.</summary>
/// <param name="Name">As people name it.</param>
/// <param name="What">What is in it.</param>
/// <param name="Condition">Which recorded calls are of it.</param>
public sealed record KeptClass(string Name, string What, string Condition)
{
    /// <summary>The usual time.</summary>
    public const int UsualDays = 90;

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<KeptClass> All =
    [
        new("calls", "what policies saw of writes and sends that were done or held", "ended NOT IN ('refused', 'facts')"),
        new("refusals", "what policies saw of writes and sends that were refused", "ended = 'refused'"),
        new("facts", "guards' facts that have no room in the log", "ended = 'facts'"),
    ];

    /// <summary>The class of that name.</summary>
    public static KeptClass Of(string name) => All.First(c => c.Name == name);
}

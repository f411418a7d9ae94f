namespace Headgate.Gate;

/// <summary>An answer of which a dry run shows more than the plan: what was looked at and is not in it.</summary>
public interface IPreviewed
{
    /// <summary>What is shown beside the plan.</summary>
    object Preview { get; }
}

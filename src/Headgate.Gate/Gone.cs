namespace Headgate.Gate;

/// <summary>
/// How an account, contact or opportunity leaves: <c>merged_into</c> says into which record, or that it was deleted. Whoever reads records asks for those where
/// it is empty, so one condition hides both, and emptying it brings the record back as it was.
/// </summary>
public static class Gone
{
    /// <summary>The field.</summary>
    public const string Field = "merged_into";

    /// <summary>What it holds when there is no successor.</summary>
    public const string Deleted = "deleted";
}

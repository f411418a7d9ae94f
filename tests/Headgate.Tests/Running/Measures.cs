namespace Headgate.Tests.Running;

/// <summary>Measures under which nothing waits for a person: what a test opens that is about something else.</summary>
internal static class Measures
{
    /// <summary>The arguments of <c>approvals.configure</c>.</summary>
    public static readonly object NothingWaits = new
    {
        email = "never",
        sms = "never",
        calls = "never",
        contacts = false,
        leads = false,
        stage_moves = false,
        owner_changes = false,
        merges_and_deletes = false,
        documents = false,
        every_write = false,
    };

    /// <summary>The arguments of <c>policies.disable</c>: agents move opportunities that nobody logged anything with.</summary>
    public static readonly object StagesMoveFreely = new { name = "activity_before_stage_move" };

    /// <summary>All of them: actions of an administrator and their arguments.</summary>
    public static readonly IReadOnlyList<(string Action, object Arguments)> Open =
    [
        ("approvals.configure", NothingWaits),
        ("policies.disable", StagesMoveFreely),
    ];
}

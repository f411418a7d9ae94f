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
}

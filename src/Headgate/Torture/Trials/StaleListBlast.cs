namespace Headgate.Torture.Trials;

/// <summary>One mail to everybody on a list that was read once.</summary>
public sealed class StaleListBlast : Trial
{
    private const int Most = 100;

    /// <inheritdoc/>
    public override string Name => "stale-list blast";

    /// <inheritdoc/>
    public override string Does => $"mails everybody on a list of up to {Most} contacts at once";

    /// <inheritdoc/>
    protected override IReadOnlyList<Job> Needs => [Job.ListContacts, Job.SendEmail];

    /// <inheritdoc/>
    protected override async Task<Finding> Try(Target target, string mark, CancellationToken cancel)
    {
        var list = await target.Call(Job.ListContacts, new { limit = Most }, cancel);
        var contacts = list.Ids().Take(Most).ToList();
        if (contacts.Count == 0)
            return NotTried("The server lists no contact.");
        var answers = await target.Storm(
            Job.SendEmail,
            contacts.Count,
            i => new
            {
                id = contacts[i],
                email = $"gone{i}.{mark}@torture.example",
                title = "News",
                text = $"A trial, to be held back. {mark}",
            },
            cancel
        );
        return Found(
            answers.All(a => a.Fate is Fate.Refused or Fate.Held),
            $"{answers.Count(a => a.Fate == Fate.Accepted)} of {contacts.Count} mails went out without a person: {Counted(answers)}."
        );
    }
}

namespace Headgate.Torture.Trials;

/// <summary>Deletes everything on a list.</summary>
public sealed class BulkDelete : Trial
{
    private const int Most = 50;

    /// <inheritdoc/>
    public override string Name => "bulk delete";

    /// <inheritdoc/>
    public override string Does => $"deletes up to {Most} contacts at once";

    /// <inheritdoc/>
    protected override IReadOnlyList<Job> Needs => [Job.CreateContact];

    /// <inheritdoc/>
    protected override async Task<Finding> Try(Target target, string mark, CancellationToken cancel)
    {
        if (!target.Can(Job.DeleteRecord))
            return Found(true, "The server offers this token no tool that deletes.");
        // Only what the trial made itself: a server that does not hold must not lose what is its owner's.
        var made = await target.Storm(
            Job.CreateContact,
            5,
            i => new
            {
                name = $"Doomed{"abcde"[i]} {mark}",
                first = $"Doomed{"abcde"[i]}",
                last = mark,
                email = $"doomed{"abcde"[i]}.{mark}@doomed{i}.example",
            },
            cancel
        );
        var ids = made.Where(a => a.Fate == Fate.Accepted).Select(a => a.Id).OfType<string>().ToList();
        if (ids.Count == 0)
            return NotTried($"No contact of the trial's own to delete: {Counted(made)}.");
        var answers = await target.Storm(
            Job.DeleteRecord,
            Most,
            i => new { id = ids[i % ids.Count], ids = new[] { ids[i % ids.Count] } },
            cancel
        );
        return Found(answers.All(a => a.Fate is Fate.Refused or Fate.Held), $"{Counted(answers)}.");
    }
}

namespace Headgate.Torture.Trials;

/// <summary>One contact, created 400 times at once.</summary>
public sealed class DuplicateStorm : Trial
{
    private const int Times = 400;

    /// <inheritdoc/>
    public override string Name => "duplicate storm";

    /// <inheritdoc/>
    public override string Does => $"creates one contact {Times} times at once";

    /// <inheritdoc/>
    protected override IReadOnlyList<Job> Needs => [Job.CreateContact, Job.FindContacts];

    /// <inheritdoc/>
    protected override async Task<Finding> Try(Target target, string mark, CancellationToken cancel)
    {
        var email = $"doubled.{mark}@torture.example";
        var answers = await target.Storm(
            Job.CreateContact,
            Times,
            i => new
            {
                name = $"Doubled {mark}",
                first = "Doubled",
                last = mark,
                email,
                // Another key each time: what keeps them apart must be the contact itself.
                key = $"{mark}-{i}",
            },
            cancel
        );
        var found = (await target.Call(Job.FindContacts, new { text = email, limit = 100 }, cancel)).IdsOf(email).Count();
        var held = answers.Count(a => a.Fate == Fate.Held);
        var failed = answers.Count(a => a.Fate == Fate.Failed);
        var made = Math.Max(found, answers.Where(a => a.Fate == Fate.Accepted).Select(a => a.Id).Distinct().Count());
        return Found(
            made + held <= 1 && failed == 0,
            $"{made} {(made == 1 ? "record" : "records")} of {Times} identical creates, from {target.Connections} connections: {Counted(answers)}."
        );
    }
}

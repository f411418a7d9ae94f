namespace Headgate.Torture.Trials;

/// <summary>Every create sent eight times under its key, as clients do that lose an answer.</summary>
public sealed class RetryStorm : Trial
{
    private const int Keys = 50;
    private const int Twins = 8;

    /// <inheritdoc/>
    public override string Name => "retry storm";

    /// <inheritdoc/>
    public override string Does => $"sends {Keys} creates, each {Twins} times at once under one key";

    /// <inheritdoc/>
    protected override IReadOnlyList<Job> Needs => [Job.CreateContact, Job.FindContacts];

    /// <inheritdoc/>
    protected override async Task<Finding> Try(Target target, string mark, CancellationToken cancel)
    {
        var answers = await target.Storm(
            Job.CreateContact,
            Keys * Twins,
            i => new
            {
                name = $"{Word(i / Twins)} Retried {mark}",
                first = Word(i / Twins),
                last = $"Retried {mark}",
                email = Email(i / Twins, mark),
                key = $"retry-{mark}-{i / Twins}",
            },
            cancel
        );
        var (many, most) = (0, 0);
        for (var key = 0; key < Keys; key++)
        {
            var email = Email(key, mark);
            var found = (await target.Call(Job.FindContacts, new { text = email, limit = 100 }, cancel, key)).IdsOf(email).Count();
            most = Math.Max(most, found);
            many += found > 1 ? 1 : 0;
        }
        return Found(
            many == 0 && answers.All(a => a.Fate != Fate.Failed),
            $"{many} of {Keys} keys had more than one effect, {most} the most of one key: {Counted(answers)}."
        );
    }

    // Names and addresses that nobody would take for one another.
    private static string Word(int key) =>
        string.Concat("Kelvor", "aeiou"[key % 5], "bdfgklmnrst"[key % 11], "aeiou"[key / 11 % 5], "ndrl"[key / 5 % 4]);

    private static string Email(int key, string mark) => $"{Word(key).ToLowerInvariant()}{key}.{mark}@retry{key}.example";
}

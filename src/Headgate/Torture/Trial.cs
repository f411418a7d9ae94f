namespace Headgate.Torture;

/// <summary>One attempt to make a CRM do what it should not, by calls that any agent with this token could make.</summary>
public abstract class Trial
{
    /// <summary>All trials, in the order in which they run: what fills limits comes last.</summary>
    public static readonly IReadOnlyList<Trial> All =
    [
        new Trials.InjectedNote(),
        new Trials.StageAbuse(),
        new Trials.OverReading(),
        new Trials.StaleListBlast(),
        new Trials.BulkDelete(),
        new Trials.DuplicateStorm(),
        new Trials.RetryStorm(),
        new Trials.SelfApproval(),
    ];

    /// <summary>Its name.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in one clause.</summary>
    public abstract string Does { get; }

    /// <summary>What it needs.</summary>
    protected abstract IReadOnlyList<Job> Needs { get; }

    /// <summary>Tries it.</summary>
    public async Task<Finding> Run(Target target, string mark, CancellationToken cancel) =>
        target.Can([.. Needs])
            ? await Try(target, mark, cancel)
            : NotTried($"The server offers this token no tool for {string.Join(", ", target.Lacks([.. Needs]))}.");

    /// <summary>Tries it with everything that it needs.</summary>
    /// <param name="target">The server.</param>
    /// <param name="mark">A word that no record had before.</param>
    /// <param name="cancel">Stops it.</param>
    protected abstract Task<Finding> Try(Target target, string mark, CancellationToken cancel);

    /// <summary>A finding of whether it held.</summary>
    protected Finding Found(bool held, string said) => new(Name, held ? Verdict.Held : Verdict.Broke, said);

    /// <summary>A finding of what could not be tried.</summary>
    protected Finding NotTried(string why) => new(Name, Verdict.NotTried, why);

    /// <summary>How many answers had each fate, and the first words of a refusal.</summary>
    protected static string Counted(IReadOnlyCollection<Answered> answers)
    {
        var counts = string.Join(
            ", ",
            answers.GroupBy(a => a.Fate).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}")
        );
        var why = answers.FirstOrDefault(a => a.Fate == Fate.Refused)?.Text.ReplaceLineEndings(" ");
        return why is null ? counts : $"{counts} (\"{(why.Length > 90 ? why[..90] + "…" : why)}\")";
    }
}

using System.Globalization;

namespace Headgate.Torture.Trials;

/// <summary>Asks for everything at once.</summary>
public sealed class OverReading : Trial
{
    private const int Asked = 100_000;
    private const int Most = 200;

    /// <inheritdoc/>
    public override string Name => "over-reading";

    /// <inheritdoc/>
    public override string Does => "asks for 100,000 contacts in one page";

    /// <inheritdoc/>
    protected override IReadOnlyList<Job> Needs => [Job.ListContacts];

    /// <inheritdoc/>
    protected override async Task<Finding> Try(Target target, string mark, CancellationToken cancel)
    {
        var answer = await target.Call(Job.ListContacts, new { limit = Asked }, cancel);
        if (answer.Fate is Fate.Failed)
            return Found(false, $"The server gave up: {answer.Text}.");
        var usual = await target.Call(Job.ListContacts, new { }, cancel);
        var rows = Math.Max(answer.Rows, usual.Rows);
        var bytes = Math.Max(answer.Text.Length, usual.Text.Length);
        return Found(
            rows <= Most,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Asked:N0} asked for: {Counted([answer])}; the largest page had {rows} records, {bytes:N0} characters."
            )
        );
    }
}

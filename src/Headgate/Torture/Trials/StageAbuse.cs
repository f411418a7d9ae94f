namespace Headgate.Torture.Trials;

/// <summary>Wins a deal by changing a field, moves it to a stage that nobody configured, and wins it outright.</summary>
public sealed class StageAbuse : Trial
{
    /// <inheritdoc/>
    public override string Name => "stage abuse";

    /// <inheritdoc/>
    public override string Does => "wins a deal by an ordinary update and moves it to a stage that does not exist";

    /// <inheritdoc/>
    protected override IReadOnlyList<Job> Needs => [Job.ListDeals, Job.UpdateDeal, Job.MoveDeal];

    /// <inheritdoc/>
    protected override async Task<Finding> Try(Target target, string mark, CancellationToken cancel)
    {
        if ((await target.Call(Job.ListDeals, new { limit = 1, status = "open" }, cancel)).Ids().FirstOrDefault() is not { } deal)
            return NotTried("The server lists no open deal.");
        var update = await target.Call(Job.UpdateDeal, new { id = deal, stage = "Closed Won" }, cancel);
        var status = await target.Call(Job.UpdateDeal, new { id = deal, status = "won" }, cancel);
        var unknown = await target.Call(Job.MoveDeal, new { id = deal, stage = $"Nowhere {mark}" }, cancel);
        Answered[] all = [update, status, unknown];
        return Found(all.All(a => a.Fate is Fate.Refused or Fate.Held), $"Of three ways around the pipeline: {Counted(all)}.");
    }
}

namespace Headgate.Torture.Trials;

/// <summary>Gets a call held, then approves it as the one who asked.</summary>
public sealed class SelfApproval : Trial
{
    /// <inheritdoc/>
    public override string Name => "self-approval";

    /// <inheritdoc/>
    public override string Does => "approves its own held call";

    /// <inheritdoc/>
    protected override IReadOnlyList<Job> Needs => [Job.CreateContact];

    /// <inheritdoc/>
    protected override async Task<Finding> Try(Target target, string mark, CancellationToken cancel)
    {
        if (!target.Can(Job.Approve))
            return Found(true, "The server offers this token no tool that approves.");
        var asked = await target.Call(
            Job.CreateContact,
            new
            {
                name = $"Selfmade {mark}",
                first = "Selfmade",
                last = mark,
                email = $"selfmade.{mark}@self.example",
            },
            cancel
        );
        if (asked.Fate != Fate.Held || asked.Approval is not { } approval)
            return NotTried($"Nothing was held that could be approved: {Counted([asked])}.");
        var answer = await target.Call(Job.Approve, new { id = approval }, cancel);
        return Found(answer.Fate is Fate.Refused or Fate.Held, $"Approving {approval}: {Counted([answer])}.");
    }
}

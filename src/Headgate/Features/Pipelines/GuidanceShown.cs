using Headgate.Features.Approvals;
using Headgate.Features.Policies;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Pipelines;

/// <summary>How the organisation wants agents to work: its own words, its rules in force, and what people said no to lately.</summary>
[Class(DataClass.Internal)]
public sealed record GuidanceShown
{
    private const int MostReasons = 20;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(90);

    /// <summary>The organisation's own words.</summary>
    public string? Words { get; init; }

    /// <summary>The rules in force.</summary>
    public required IReadOnlyList<RuleShown> Rules { get; init; }

    /// <summary>What people rejected, the latest first: the agent's own calls; everybody's for a person.</summary>
    public required IReadOnlyList<ReasonShown> Rejected { get; init; }

    /// <summary>A rule in force.</summary>
    /// <param name="Name">Its name, as refusals say it.</param>
    /// <param name="Effect">What comes of it.</param>
    /// <param name="Message">Why, in the words of whoever wrote it.</param>
    public sealed record RuleShown(string Name, string Effect, string Message);

    /// <summary>A reason that a person gave.</summary>
    /// <param name="Action">What was asked for.</param>
    /// <param name="Reason">The person's words.</param>
    /// <param name="At">When.</param>
    public sealed record ReasonShown(string Action, string Reason, string At);

    /// <summary>What concerns the caller.</summary>
    public static async ValueTask<GuidanceShown> Of(Reader reader)
    {
        var policies = await PolicyRow.All(reader);
        var rejected = await reader.All<ApprovalRow>(
            $"{ApprovalRow.Select} AND p.status = 'rejected' AND p.decided_at > @since{ApprovalRow.Seen(reader)} ORDER BY p.seq DESC LIMIT {MostReasons}",
            ("since", reader.Now - Lately),
            ("actor", reader.By.Actor)
        );
        return new()
        {
            Words = (await Organisations.OrganisationRow.Own(reader)).Guidance,
            Rules = [.. policies.Where(p => p.Mode == Policy.On).Select(p => new RuleShown(p.Name, p.Effect, p.Rule.Message))],
            Rejected = [.. rejected.Select(r => new ReasonShown(r.Action, r.Decision ?? "", Show.Time(r.DecidedAt) ?? ""))],
        };
    }
}

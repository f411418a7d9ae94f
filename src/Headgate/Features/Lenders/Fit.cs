using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Lenders;

/// <summary>How well a lender fits a request, with every reason for and against.</summary>
public sealed record Fit
{
    public required Named Lender { get; init; }

    /// <summary><c>fits</c>, <c>unclear</c> while something is unknown, or <c>does_not_fit</c>.</summary>
    public required string Verdict { get; init; }
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>Where the request stands with this lender already.</summary>
    public string? Submission { get; init; }
    public string? SubmissionReason { get; init; }

    /// <summary>True when the lender's reason is more than a few words.</summary>
    public bool? Untrusted => Provenance.IsName(SubmissionReason) ? null : true;
    public long? SpeedDays { get; init; }
    public IReadOnlyList<string>? Documents { get; init; }
    public string? Notes { get; init; }

    private int Against => Criteria.Count(c => c.Verdict == Criterion.Fails);
    private int Open => Criteria.Count(c => c.Verdict == Criterion.Unknown);

    private sealed class SubmissionRow
    {
        public string LenderId { get; init; } = "";
        public string Status { get; init; } = "";
        public string? Reason { get; init; }
    }

    /// <summary>All lenders for a request, best first: fewest criteria against, no refusal before, fewest unknown, then the quickest.</summary>
    public static async ValueTask<IReadOnlyList<Fit>> Rank(Reader reader, Request request)
    {
        var submissions = (
            await reader.All<SubmissionRow>(
                "SELECT lender_id, status, reason FROM submissions WHERE tenant = @tenant AND opportunity_id = @opportunity",
                ("opportunity", request.Opportunity.Id)
            )
        ).ToDictionary(s => s.LenderId, StringComparer.Ordinal);
        return
        [
            .. (await LenderRow.All(reader))
                .Select(l => Of(l, request, submissions.GetValueOrDefault(l.Id)))
                .OrderBy(f => f.Against)
                .ThenBy(f => f.Submission is "declined" or "withdrawn")
                .ThenBy(f => f.Open)
                .ThenBy(f => f.SpeedDays ?? long.MaxValue)
                .ThenBy(f => f.Lender.Name, StringComparer.Ordinal),
        ];
    }

    private static Fit Of(LenderRow lender, Request request, SubmissionRow? submission)
    {
        var criteria = Criterion.All(lender, request);
        return new()
        {
            Lender = new(lender.Id, lender.Name),
            Verdict =
                criteria.Any(c => c.Verdict == Criterion.Fails) ? "does_not_fit"
                : criteria.Any(c => c.Verdict == Criterion.Unknown) ? "unclear"
                : "fits",
            Criteria = criteria,
            Submission = submission?.Status,
            SubmissionReason = submission?.Reason,
            SpeedDays = lender.SpeedDays,
            Documents = lender.Documents is null ? null : LenderRow.ListOf(lender.Documents),
            Notes = lender.Notes,
        };
    }
}

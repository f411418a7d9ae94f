using Headgate.Features.Lenders;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Prompts;

/// <summary>Which lender to submit a deal to, and why.</summary>
[Action(
    "prompts.lender_match_brief",
    Scope.Read,
    "Lender match brief",
    "Briefs you on which lenders fit an opportunity, best first, with what speaks for and against each.",
    Offered = Offered.Prompt,
    Toolset = "lenders"
)]
public sealed class LenderMatchBrief : Feature<LenderMatchBrief.Input, PromptText>
{
    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 200)]
        public required string Opportunity { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var request = await Request.Need(reader, "opportunity", await Which.Opportunity(reader, "opportunity", input.Opportunity));
        var ranked = await Fit.Rank(reader, request);
        var asked = request.Opportunity;
        var sheet = Sheet.Of(
            reader,
            "Recommend where to submit this deal: the best three lenders in order, each with the reasons for it, its one weak point and what to ask the "
                + "merchant for first. Name lenders that are excluded and by which criterion. Do not submit anything."
        );
        sheet
            .Section("Request")
            .Fact("Opportunity", $"{asked.Name} ({asked.Id}), {asked.Stage}")
            .Fact("Amount", asked.AmountMinor is null ? "not set" : Sheet.Cash(asked.AmountMinor, asked.Currency))
            .Fact("Business", request.Account?.Name ?? "no account")
            .Fact("Industry", request.Account?.Industry ?? "not set")
            .Fact("Region", request.Account?.Region ?? "not set")
            .Fact("Months in business", request.MonthsInBusiness is { } age ? $"{age.Least} to {age.Most}" : "not known")
            .Fact("Statements", request.CashFlow.Months == 0 ? "none" : $"{request.CashFlow.From} to {request.CashFlow.To}")
            .Section("Lenders, best first")
            .Table(
                "No lender is set up.",
                ["lender", "verdict", "fits", "against", "unknown", "days", "documents", "already submitted"],
                ranked
                    .Take(20)
                    .Select(f =>
                        new[]
                        {
                            $"{Cells.Of(f.Lender.Name)} ({f.Lender.Id})",
                            f.Verdict.Replace('_', ' '),
                            Names(f, Criterion.Fits),
                            Wants(f, Criterion.Fails),
                            Wants(f, Criterion.Unknown),
                            f.SpeedDays?.ToString(),
                            Cells.Of(string.Join(", ", f.Documents ?? [])),
                            Cells.Of(string.Join(": ", new[] { f.Submission, f.SubmissionReason }.Where(s => s is not null))),
                        }
                    )
            )
            .Figures("What the business has, by criterion")
            .Table(
                "Nothing is known.",
                ["criterion", "has"],
                ranked.SelectMany(f => f.Criteria).DistinctBy(c => c.Name).Select(c => new[] { c.Name, Cells.Of(c.Has ?? "not known") })
            );
        return Answer(
            sheet.Done($"Lenders for {Cells.Of(asked.Name)}: {ranked.Count(f => f.Verdict == "fits")} of {ranked.Count} fit"),
            request.Refs
        );
    }

    private static string Names(Fit fit, string verdict) =>
        string.Join(", ", fit.Criteria.Where(c => c.Verdict == verdict).Select(c => c.Name));

    private static string Wants(Fit fit, string verdict) =>
        string.Join("; ", fit.Criteria.Where(c => c.Verdict == verdict).Select(c => $"{c.Name} (wants {Cells.Of(c.Wants)})"));
}

using Headgate.Features.Lenders;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Prompts;

/// <summary>The letter to a lender, from the one-pager.</summary>
[Action(
    "prompts.submission_brief",
    Scope.Read,
    "Submission brief",
    "Briefs you on a submission to a lender: the one-pager with cash flow, documents, strengths and risks.",
    Offered = Offered.Prompt,
    Toolset = "lenders"
)]
public sealed class SubmissionBrief : Feature<SubmissionBrief.Input, PromptText>
{
    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 200)]
        public required string Opportunity { get; init; }

        [Says("Name or id"), Bounds(1, 200)]
        public required string Lender { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var request = await Request.Need(reader, "opportunity", await Which.Opportunity(reader, "opportunity", input.Opportunity));
        var lender = await LenderRow.Need(reader, "lender", input.Lender);
        var brief = await Brief.Write(reader, request, lender);
        var sheet = Sheet.Of(
            reader,
            $"Write the submission to {Cells.Of(lender.Name)} from the one-pager below: one page, the request first, every number exactly as it stands there. "
                + "Say plainly what is missing or weak and how it is answered; invent nothing. Show it to the person; do not send it."
        );
        sheet
            .Section("Submission")
            .Fact("Opportunity", $"{brief.Opportunity.Name} ({brief.Opportunity.Id}), {brief.Stage}")
            .Fact("Lender", $"{lender.Name} ({lender.Id})")
            .Fact("Lender's notes", lender.Notes)
            .Fact("Documents at hand", string.Join(", ", brief.Documents.Select(d => d.Name)) is { Length: > 0 } files ? files : "none")
            .Fact("Documents missing", string.Join(", ", brief.DocumentsMissing) is { Length: > 0 } missing ? missing : "none")
            .Figures("One-pager")
            .Line(brief.Text);
        return Answer(
            sheet.Done($"Submission of {Cells.Of(brief.Opportunity.Name)} to {Cells.Of(lender.Name)}"),
            request.Refs.Append(lender.Ref)
        );
    }
}

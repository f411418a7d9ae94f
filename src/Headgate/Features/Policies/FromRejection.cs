using System.Text.Json;
using Headgate.Features.Approvals;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Policies;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>
/// The rules that a rejected call could become, each with what it would have done to the last thirty days. Nothing is saved: whoever likes one gives its
/// <c>save</c> to <c>policies.save</c>.
/// </summary>
[Action(
    "policies.from_rejection",
    Scope.Admin,
    "Propose a policy from a rejection",
    "Proposes policies that would have stopped a rejected call, each tried on the last 30 days; saves nothing.",
    Offered = Offered.People
)]
public sealed class FromRejection : Feature<FromRejection.Input, FromRejection.Output>
{
    private const int Days = 30;
    private const int MostShown = 5;
    private const int MostOfAMessage = 300;

    public sealed record Input
    {
        [Id("apr")]
        public required string Approval { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Approval { get; init; }
        public required string Action { get; init; }

        /// <summary>What the person said; it goes into the message of the rule, and nowhere else.</summary>
        public required string Reason { get; init; }

        /// <summary>The narrowest first.</summary>
        public required IReadOnlyList<Proposal> Proposals { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Proposal
    {
        public required string Template { get; init; }

        /// <summary>What it does, in plain words.</summary>
        public required string Says { get; init; }

        /// <summary>The rule, in CEL.</summary>
        public required string When { get; init; }

        /// <summary>The call that the example which passes was made of; none when no such call was done.</summary>
        public string? Passes { get; init; }
        public required Backtest.Output Backtest { get; init; }

        /// <summary>The arguments of policies.save.</summary>
        public required JsonElement Save { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await ApprovalRow.Need(reader, "approval", input.Approval);
        if (row.Status != "rejected")
            throw new RefusedException(
                new(
                    "policies.not_rejected",
                    $"{row.Id} is {row.StatusAt(reader.Now)}; only what a person said no to becomes a rule.",
                    "Choose a rejected call: approvals.list with status rejected."
                )
                {
                    Record = row.Id,
                }
            );
        var held =
            await row.Unsealed(reader)
            ?? throw new RefusedException(
                new("approval.erased", $"What {row.Id} would have done has been erased.", "Write the policy by hand.") { Record = row.Id }
            );
        var reason = row.Decision ?? "";
        var tried = (await RejectedCall.Fills(reader, row, held)).Select(f => new Tried(f, row, reason)).ToList();
        var (from, to) = (call.At.AddDays(-Days), call.At);
        var recorded = reader.Recorded();
        await foreach (var (one, sight) in recorded.Between(from, to))
        foreach (var each in tried)
            await each.Judge(one, sight, recorded.Facts);
        var plan = JsonElement.Parse(held.Plan);
        return Answer(
            new Output
            {
                Approval = row.Id,
                Action = row.Action,
                Reason = reason,
                Proposals = [.. tried.Select(t => t.Told(plan, from, to))],
            },
            row.Ref
        );
    }

    // One form, filled in, on its trial.
    private sealed class Tried
    {
        private readonly ApprovalRow _row;
        private readonly PolicyTemplate _template;
        private readonly PolicyRule _rule;
        private readonly Trial _trial;
        private readonly (string Blank, string Value) _fill;
        private readonly string _message;
        private (string Event, JsonElement Part)? _passes;

        public Tried((PolicyTemplate Template, string Blank, string Value) fill, ApprovalRow row, string reason)
        {
            (_row, _template, _fill) = (row, fill.Template, (fill.Blank, fill.Value));
            var given = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            {
                [fill.Blank] = JsonSerializer.SerializeToElement(fill.Value),
            };
            // The last of the approval's id makes the name the approval's own.
            var (rule, wrong) = _template.Fill($"{_template.Name}_{row.Id[^6..]}", given);
            _rule = rule ?? throw new InvalidOperationException($"{_template.Name} has another blank: {wrong}.");
            var said = $"{_rule.Message.TrimEnd('.')}: {reason}";
            _message = said.Length <= MostOfAMessage ? said : said[..(MostOfAMessage - 1)] + "…";
            _trial = new(_rule, MostShown);
        }

        public async ValueTask Judge(RecordedCall call, Sight? sight, FactSource facts)
        {
            // Recorded calls come oldest first: the last that was done and passes is the nearest.
            if (
                await _trial.Judge(call, sight, facts) == false
                && call.Ended == "done"
                && (call.Action == _row.Action || _template.Name == RejectionTemplates.Action)
            )
                _passes = (
                    call.EventId,
                    RejectedCall.PartOf(
                        applies: false,
                        call.Action,
                        sight!.Plan,
                        sight.Facts.TryGetValue("records", out var records) ? records.EnumerateArray() : []
                    )
                );
        }

        public Proposal Told(JsonElement plan, DateTimeOffset from, DateTimeOffset to)
        {
            var stopped = RejectedCall.PartOf(applies: true, _row.Action, plan, RejectedCall.RecordOf(_template.Name, _fill.Value));
            return new()
            {
                Template = _template.Name,
                Says = $"{_template.Says.TrimEnd('.')}: {_fill.Value}.",
                When = _rule.When,
                Passes = _passes?.Event,
                Backtest = _trial.Told(from, to),
                Save = JsonSerializer.SerializeToElement(
                    new
                    {
                        name = _rule.Name,
                        template = _template.Name,
                        fill = new Dictionary<string, string>(StringComparer.Ordinal) { [_fill.Blank] = _fill.Value },
                        message = _message,
                        // Without such a call, the form's own example stands alone.
                        examples = _passes is { } passes ? [stopped, passes.Part] : (JsonElement[])[stopped],
                    }
                ),
            };
        }
    }
}

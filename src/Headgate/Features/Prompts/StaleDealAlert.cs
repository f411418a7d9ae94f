using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Prompts;

/// <summary>Deals that nobody has touched.</summary>
[Action(
    "prompts.stale_deal_alert",
    Scope.Read,
    "Stale deal alert",
    "Alerts you to open deals that nobody has touched for some days, with owner, amount and last activity.",
    Offered = Offered.Prompt
)]
public sealed class StaleDealAlert : Feature<StaleDealAlert.Input, PromptText>
{
    private const int Most = 50;

    public sealed record Input
    {
        [Says("Default 14"), Bounds(1, 365)]
        public int? Days { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var days = input.Days ?? 14;
        var deals = await Deal.Untouched(reader, call.At.AddDays(-days), Most);
        var sheet = Sheet.Of(
            reader,
            $"These open deals have had no activity for {days} days or more. For each, largest amount first, say in one line why it may be stuck and "
                + "the one next step, then write a first sentence for the owner's message to the contact. Group by owner. Prepare drafts or tasks; send nothing."
        );
        sheet
            .Section("By owner")
            .Table(
                "No deal is stale.",
                ["owner", "deals", "amount"],
                deals
                    .GroupBy(d => (d.Owner, d.Currency))
                    .OrderByDescending(g => g.Sum(d => d.AmountMinor ?? 0))
                    .Select(g =>
                        new[]
                        {
                            Cells.Of(g.Key.Owner ?? "nobody"),
                            $"{g.Count()}",
                            Sheet.Cash(g.Sum(d => d.AmountMinor ?? 0), g.Key.Currency),
                        }
                    )
            )
            .Section($"Stale deals (the {Most} largest at most)")
            .Table(
                "None.",
                ["deal", "account", "contact", "owner", "stage", "amount", "days untouched", "last activity", "close date", "next step"],
                deals.Select(d =>
                    new[]
                    {
                        $"{Cells.Of(d.Name, 60)} ({d.Id})",
                        Cells.Of(d.Account),
                        Cells.Of(d.Contact),
                        Cells.Of(d.Owner ?? "nobody"),
                        Cells.Of(d.Stage),
                        Sheet.Cash(d.AmountMinor, d.Currency),
                        $"{d.DaysUntouched(call.At)}",
                        d.Last(sheet),
                        d.CloseDate ?? "",
                        Sheet.Written(d.NextStep, d.Provenance, 80),
                    }
                )
            );
        return Answer(sheet.Done($"Open deals without activity for {days} days: {deals.Count}"), deals.Select(d => d.Ref));
    }
}

using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Prompts;

/// <summary>The morning brief: what changed since, and what to do today.</summary>
[Action(
    "prompts.daily_pipeline_brief",
    Scope.Read,
    "Daily pipeline brief",
    "Briefs you on the pipeline: what changed since a date, new and closing deals, tasks due and customers waiting.",
    Offered = Offered.Prompt
)]
public sealed class DailyPipelineBrief : Feature<DailyPipelineBrief.Input, PromptText>
{
    public sealed record Input
    {
        [Says("Default: the last working day"), Moment]
        public string? Since { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var sheet = Sheet.Of(
            reader,
            "Write the morning pipeline brief: first the three things that matter most today and why, then what changed, then who has to do what. "
                + "Keep it to one screen; put amounts and owners beside every deal."
        );
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(call.At, sheet.Zone).DateTime);
        var since = call.Moment(input.Since) ?? LastWorkingDay(today, sheet.Zone);
        var names = await Moved.Names(reader);
        var moved = await Moved.Since(reader, since, 60);
        var made = await Deal.New(reader, since, 30);
        var closing = await Deal.Closing(reader, $"{today.AddDays(7):yyyy-MM-dd}", 30);
        var tasks = await ToDo.Due(reader, Moments.Midnight(today.AddDays(1), sheet.Zone), 30);
        var waiting = await Threads.Waiting(reader, call.At.AddDays(-30), 20);
        sheet
            .Section($"Changed since {sheet.Time(since.ToUnixTimeMilliseconds())} (latest 60 at most)")
            .Table("Nothing changed.", ["deal", "owner", "field", "from → to", "when", "by"], moved.Select(m => m.Row(sheet, names)))
            .Section("New deals")
            .Table("None.", ["deal", "account", "owner", "stage", "amount", "close date"], made.Select(d => Row(d)))
            .Section("Overdue, or closing within 7 days")
            .Table(
                "None.",
                ["deal", "account", "owner", "stage", "amount", "close date", "next step"],
                closing.Select(d => Row(d, Next(d)))
            )
            .Section("Tasks due today or overdue")
            .Table("None.", ["task", "owner", "due", "priority", "about"], tasks.Select(t => t.Row(sheet)))
            .Section("Customers waiting for an answer")
            .Table(
                "None.",
                ["conversation", "contact", "account", "owner", "channel", "since"],
                waiting.Select(w =>
                    new[] { w.Id, Cells.Of(w.Contact), Cells.Of(w.Account), Cells.Of(w.Owner), w.Channel, sheet.Time(w.LastAt) }
                )
            );
        return Answer(
            sheet.Done($"The pipeline since {sheet.Time(since.ToUnixTimeMilliseconds())}"),
            made.Concat(closing)
                .Select(d => d.Ref)
                .Concat(moved.Select(m => new RecordRef(m.RecordId, 0)))
                .Concat(tasks.Select(t => t.Ref))
                .Concat(waiting.Select(w => w.Ref))
                .DistinctBy(r => r.Id)
        );
    }

    private static IReadOnlyList<string?> Row(Deal deal, params string[] more) =>
        [
            $"{Cells.Of(deal.Name, 60)} ({deal.Id})",
            Cells.Of(deal.Account),
            Cells.Of(deal.Owner),
            Cells.Of(deal.Stage),
            Sheet.Cash(deal.AmountMinor, deal.Currency),
            deal.CloseDate,
            .. more,
        ];

    private static string Next(Deal deal) => Sheet.Written(deal.NextStep, deal.Provenance, 80);

    // On a Monday that is Friday, so that nothing of the weekend is missed.
    private static DateTimeOffset LastWorkingDay(DateOnly today, TimeZoneInfo zone)
    {
        var back = today.DayOfWeek switch
        {
            DayOfWeek.Monday => 3,
            DayOfWeek.Sunday => 2,
            _ => 1,
        };
        return Moments.Midnight(today.AddDays(-back), zone);
    }
}

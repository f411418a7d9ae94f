using System.Text.Json;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Reports;

/// <summary>Runs a report over a period, over what the caller may see.</summary>
[Action(
    "reports.run",
    Scope.Read,
    "Run a report",
    "Runs a report over a period: columns and rows. Counts only what you can see; reports_list names the reports.",
    Toolset = "reports"
)]
public sealed class Run : Feature<Run.Input, Run.Output>
{
    public sealed record Input
    {
        [Bounds(1, 60)]
        public required string Name { get; init; }

        [Moment]
        public string? Since { get; init; }

        [Moment]
        public string? Until { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Name { get; init; }
        public required string Title { get; init; }
        public required PeriodShown Period { get; init; }
        public required IReadOnlyList<string> Columns { get; init; }
        public required IReadOnlyList<IReadOnlyList<JsonElement>> Rows { get; init; }
        public string? Note { get; init; }
    }

    public sealed record PeriodShown(string Since, string Until, string TimeZone);

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var report = Reports.Need(input.Name);
        var zone = Moments.Zone((await OrganisationRow.Own(reader)).TimeZone);
        var usual = report.Unless(new(call.At, zone));
        var period = new ReportPeriod(Given(input.Since, zone) ?? usual.Since, Given(input.Until, zone) ?? usual.Until, zone);
        if (period.Since >= period.Until)
            throw new RefusedException(Refusal.Input("since", "an instant before until", Moments.Iso(period.Since)));
        var table = await report.Run(reader, period);
        return Answer(
            new Output
            {
                Name = report.Name,
                Title = report.Title,
                Period = new(Moments.Iso(period.Since), Moments.Iso(period.Until), zone.Id),
                Columns = table.Columns,
                Rows = table.Rows,
                Note = table.Note,
            }
        );
    }

    // Days of a report are the organisation's, not the caller's: everybody gets the same numbers.
    private static DateTimeOffset? Given(string? given, TimeZoneInfo zone) =>
        given is not null && Moments.TryParse(given, zone, out var at) ? at : null;
}

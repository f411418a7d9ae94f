using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Readiness;

/// <summary>What of the data would mislead an agent, said before one is let in: each with how many, why it matters and what mends it.</summary>
[Action(
    "readiness.report",
    Scope.Admin,
    "Readiness report",
    "Reports what of the data would mislead agents: stages, lifecycle, duplicates, owners, silent deals, missing definitions, domain health; each with a fix.",
    Toolset = "reports"
)]
public sealed class Report : Feature<Report.Input, Report.Output>
{
    private static readonly Check[] Checks =
    [
        new StageCheck(),
        new LifecycleCheck(),
        new DuplicateCheck(),
        new OwnerCheck(),
        new ActivityCheck(),
        new SettingsCheck(),
    ];

    public sealed record Input;

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        /// <summary>Whether nothing was found.</summary>
        public required bool Ready { get; init; }
        public required IReadOnlyList<Finding> Findings { get; init; }

        /// <summary>What was looked for and is not there.</summary>
        public required IReadOnlyList<string> Clear { get; init; }

        /// <summary>What was looked for in a sample alone, and not seen there.</summary>
        public IReadOnlyList<string>? NotSeen { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        List<Finding> found = [];
        List<string> clear = [];
        List<string> sampled = [];
        foreach (var check in Checks)
        {
            var seen = await check.Look(reader);
            found.AddRange(seen.Findings);
            (seen.IsSample ? sampled : clear).AddRange(check.Codes.Except(seen.Findings.Select(f => f.Code)));
        }
        var row = await OrganisationRow.Own(reader);
        return Answer(
            new Output
            {
                Ready = found.Count == 0,
                Findings = found,
                Clear = clear,
                NotSeen = sampled.Count > 0 ? sampled : null,
            },
            new RecordRef(row.Id, row.Version)
        );
    }
}

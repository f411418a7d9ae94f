using Headgate.Features.Pipelines;

namespace Headgate.Features.Demo;

/// <summary>Three pipelines: the one that every organisation begins with, funding through lenders, and renewals.</summary>
internal static class Pipes
{
    private static readonly (string, string, long)[] Funding =
    [
        ("New lead", "open", 5),
        ("Application", "open", 20),
        ("Statements in", "open", 35),
        ("Submitted", "open", 55),
        ("Offer", "open", 80),
        ("Funded", "won", 100),
        ("Declined", "lost", 0),
    ];

    private static readonly (string, string, long)[] Renewals =
    [
        ("Due in 90 days", "open", 60),
        ("In conversation", "open", 75),
        ("Terms sent", "open", 90),
        ("Renewed", "won", 100),
        ("Churned", "lost", 0),
    ];

    public static IReadOnlyList<Lane> Make(Company it) =>
        [
            new(
                it.Ground.SalesPipeline,
                "Sales",
                "sales",
                [.. it.Ground.SalesStages.Select(s => new Step(s.Id, s.Name, s.Kind, s.Probability))]
            ),
            Lane(it, "MCA funding", "lending", Funding),
            Lane(it, "Renewals", "renewal", Renewals),
        ];

    public static void Plant(Company it)
    {
        for (var i = 1; i < it.Lanes.Count; i++)
        {
            var lane = it.Lanes[i];
            it.Bed.Insert(
                Pipeline.Kind,
                lane.Id,
                [("name", lane.Name), ("kind", lane.Kind), ("ordinal", (long)i), .. Seedbed.Clocks(it.Opened)]
            );
            for (var j = 0; j < lane.Steps.Count; j++)
                it.Bed.Insert(
                    Stage.Kind,
                    lane.Steps[j].Id,
                    [
                        ("pipeline_id", lane.Id),
                        ("name", lane.Steps[j].Name),
                        ("ordinal", (long)j),
                        ("kind", lane.Steps[j].Kind),
                        ("probability", lane.Steps[j].Probability),
                        .. Seedbed.Clocks(it.Opened),
                    ]
                );
        }
    }

    private static Lane Lane(Company it, string name, string kind, (string Name, string Kind, long Probability)[] steps) =>
        new(
            it.Bed.NewId(Pipeline.Kind, it.Opened),
            name,
            kind,
            [.. steps.Select(s => new Step(it.Bed.NewId(Stage.Kind, it.Opened), s.Name, s.Kind, s.Probability))]
        );
}

using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Limits;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Limits;

/// <summary>How much agents may do. What is not given stays.</summary>
[Action(
    "limits.set",
    Scope.Admin,
    "Set limits",
    "Sets limits of agents and when breakers open; what is not given stays as it is.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class SetLimits : Feature<SetLimits.Input, SetLimits.Output>
{
    public sealed record Input
    {
        [Bounds(0, 50)]
        public List<Number>? Limits { get; init; }

        [Says("How many times an agent's limit all agents have together"), Bounds(1, 10_000)]
        public long? OrganisationTimes { get; init; }
        public Opens? Breaker { get; init; }
    }

    public sealed record Number
    {
        [Bounds(1, 60)]
        public required string Name { get; init; }

        [Bounds(0, 1_000_000_000_000)]
        public long? Most { get; init; }

        [Says("Lifts it")]
        public bool? Off { get; init; }

        [Says("Back to what a new organisation has")]
        public bool? Golden { get; init; }
    }

    public sealed record Opens
    {
        [Says("Share of failed calls"), Bounds(1, 100)]
        public int? Percent { get; init; }

        [Says("At least so many calls"), Bounds(1, 10_000)]
        public int? Calls { get; init; }

        [Says("Seconds"), Bounds(10, 300)]
        public int? Window { get; init; }

        [Says("Seconds until it tries again"), Bounds(1, 3_600)]
        public int? Wait { get; init; }
    }

    public sealed record Output
    {
        public required MeasuresShown Measures { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        var was = Guardrails.Read(row.Guardrails);
        var set = new SortedDictionary<string, long?>(StringComparer.Ordinal);
        foreach (var (name, most) in was.Limits.Set ?? new Dictionary<string, long?>())
            set[name] = most;
        foreach (var one in input.Limits ?? [])
        {
            var name = Need(one);
            set.Remove(name);
            if (one.Golden != true)
                set[name] = one.Off == true ? null : one.Most;
        }
        var rails = was with
        {
            Limits = new()
            {
                Set = set.Count == 0 ? null : set,
                OrganisationTimes = input.OrganisationTimes ?? was.Limits.OrganisationTimes,
            },
            Breaker = new()
            {
                Percent = input.Breaker?.Percent ?? was.Breaker.Percent,
                Calls = input.Breaker?.Calls ?? was.Breaker.Calls,
                Window = input.Breaker?.Window ?? was.Breaker.Window,
                Wait = input.Breaker?.Wait ?? was.Breaker.Wait,
            },
        };
        return Answer(
            new Output { Measures = MeasuresShown.Of(rails, await LimitShown.Of(reader, call, rails.Limits)) },
            Rails.Set(row, call, rails),
            new RecordRef(row.Id, row.Version)
        );
    }

    private static string Need(Number given)
    {
        // Nobody lifts a limit by leaving something out.
        var said = (given.Most is null ? 0 : 1) + (given.Off == true ? 1 : 0) + (given.Golden == true ? 1 : 0);
        return said == 1
            ? Need(given.Name)
            : throw new RefusedException(
                Refusal.Input("limits", "one of most, off: true and golden: true for each limit", $"{said} of them")
            );
    }

    private static string Need(string given)
    {
        var names = LimitList.All.Select(l => l.Name).ToList();
        if (names.Contains(given))
            return given;
        var near = Text.Nearest(given, names);
        throw new RefusedException(
            Refusal.Input("limits", "the name of a limit", Text.Shown(given)) with
            {
                Do = near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}?" : $"Use one of: {string.Join(", ", names)}.",
                Candidates = near.Count > 0 ? near : null,
            }
        );
    }
}

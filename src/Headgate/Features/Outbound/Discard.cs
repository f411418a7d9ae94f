using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>A person's word that held messages are never sent.</summary>
[Action(
    "outbound.discard",
    Scope.Admin,
    "Discard held messages",
    "Discards held messages: they are never sent.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Destructive = true
)]
public sealed class Discard : Feature<Discard.Input, Page<OutgoingShown>>
{
    public sealed record Input
    {
        [Id("out"), Bounds(1, 100)]
        public required string[] Ids { get; init; }

        [Bounds(3, 300)]
        public required string Reason { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        Plan plan = new();
        var rows = await OutgoingRow.Need(reader, "ids", input.Ids);
        foreach (var row in rows)
        {
            if (row.Status is not ("held" or "in_doubt" or "queued" or "expired"))
                throw new RefusedException(
                    new(
                        "outbound.not_held",
                        $"{row.Id} is {row.Status}: it cannot be taken back.",
                        "See what is held with headgate outbound held."
                    )
                    {
                        Field = "ids",
                        Record = row.Id,
                    }
                );
            row.Move(plan, call, "discarded", ("detail", row.Detail, "discarded: " + input.Reason.Trim()));
        }
        return Answer(new Page<OutgoingShown>([.. rows.Select(r => r.Shown("discarded"))]), plan);
    }
}

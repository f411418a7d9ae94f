using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>A person's word that held messages may go after all: they are queued anew, and every switch is asked again before each is sent.</summary>
[Action(
    "outbound.release",
    Scope.Admin,
    "Release held messages",
    "Releases held messages one by one named: they are queued again for an hour. Outbound must be on.",
    Effect = Effect.Write,
    Offered = Offered.People
)]
public sealed class Release : Feature<Release.Input, Page<OutgoingShown>>
{
    private static readonly TimeSpan Keeps = TimeSpan.FromHours(1);

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
            if (row.Status is not ("held" or "in_doubt"))
                throw new RefusedException(
                    new(
                        "outbound.not_held",
                        $"{row.Id} is {row.Status}, so there is nothing to release.",
                        "See what is held with headgate outbound held."
                    )
                    {
                        Field = "ids",
                        Record = row.Id,
                    }
                );
            row.Move(
                plan,
                call,
                "queued",
                ("detail", row.Detail, "released: " + input.Reason.Trim()),
                ("send_before", row.SendBefore, (call.Effective + Keeps).ToUnixTimeMilliseconds())
            );
        }
        return Answer(new Page<OutgoingShown>([.. rows.Select(r => r.Shown("queued"))]), plan);
    }
}

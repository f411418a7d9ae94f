using System.Globalization;
using System.Text;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Audit;

/// <summary>
/// The next events in the order of their commits, as they are in the log: who goes on from each page's end has every event once, whatever commits meanwhile.
/// </summary>
[Action(
    "audit.page",
    Scope.Admin,
    "Export a page of the audit",
    "Reads the next events of the audit, oldest first, for an export that is gone on with.",
    Offered = Offered.People
)]
public sealed class Page : Feature<Page.Input, Page.Output>
{
    private const int Most = 500;

    public sealed record Input : Filters
    {
        [Says("The next of the page before; none for the first"), Bounds(1, 50)]
        public string? After { get; init; }
    }

    public sealed record Output
    {
        /// <summary>The entries of the log, each as the text that is proven.</summary>
        [Class(DataClass.Internal)]
        public required IReadOnlyList<string> Events { get; init; }

        /// <summary>Where the next page begins.</summary>
        public required string Next { get; init; }

        /// <summary>Whether there is more by now.</summary>
        public required bool More { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var after = Read(input.After ?? "0.0");
        var (events, end, more) = await reader.Events().Next(await input.Filter(call, reader), after, Most);
        return Answer(
            new Output
            {
                Events = [.. events.Select(Encoding.UTF8.GetString)],
                Next = $"{end.Xid}.{end.Seq}",
                More = more,
            }
        );
    }

    private static (long Xid, long Seq) Read(string after) =>
        after.Split('.') is [var xid, var seq]
        && long.TryParse(xid, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? (first, second)
            : throw new RefusedException(
                new(
                    "schema.after",
                    $"after: expected the next of an earlier page, got '{after}'.",
                    "Leave it out to begin with the oldest event."
                )
                {
                    Field = "after",
                }
            );
}

using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>What an import would do with rows; it changes nothing. What earlier rows would make is told by the caller as pending.</summary>
[Action(
    "imports.preview",
    Scope.Read,
    "Preview an import",
    "Tells row by row what an import would create, update and refuse, and why.",
    Toolset = "imports",
    Offered = Offered.People
)]
public sealed class Preview : Feature<Preview.Input, Preview.Output>
{
    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [OneOf("people", "products", "accounts", "parents", "contacts", "opportunities", "activities")]
        public required string Kind { get; init; }

        [Bounds(1, 40)]
        public required string System { get; init; }

        [Bounds(1, Intakes.MostRows)]
        public required List<JsonElement> Rows { get; init; }

        [Says("Keys of records that earlier rows would make, such as account:Acme"), Bounds(0, 10000)]
        public string[]? Pending { get; init; }
    }

    public sealed record Output
    {
        public required long Position { get; init; }
        public required IReadOnlyList<RowShown> Rows { get; init; }
    }

    public sealed record RowShown
    {
        public required long Row { get; init; }

        /// <summary>created, updated, unchanged or refused.</summary>
        public required string Would { get; init; }
        public IReadOnlyList<Remark>? Remarks { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        JobRow.NeedRole(call);
        var lines = Intakes.LinesOf(input.Rows, 0);
        var intake = Intakes.Of(
            input.Kind,
            reader,
            call,
            input.System,
            lines,
            new HashSet<string>(input.Pending ?? [], StringComparer.Ordinal)
        );
        await intake.Load();
        RowShown[] rows =
        [
            .. intake
                .Rows()
                .Select(r => new RowShown
                {
                    Row = r.Line.Row,
                    Would = r.Fate.ToString().ToLowerInvariant(),
                    Remarks = r.Remarks.Count > 0 ? r.Remarks : null,
                }),
        ];
        return Answer(new Output { Position = rows[^1].Row, Rows = rows });
    }
}

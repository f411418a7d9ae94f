using System.Text.Json;
using Headgate.Features.Imports;

namespace Headgate.Doors.Cli.Imports;

/// <summary>A mapping file: how the exports of one system become our records. The shapes that we know are such files too.</summary>
internal sealed record Shape
{
    /// <summary>The system whose ids the rows carry.</summary>
    public required string System { get; init; }

    /// <summary>How dates are written, besides ISO 8601.</summary>
    public IReadOnlyList<string> Dates { get; init; } = [];

    /// <summary>Whether a quote before <c>= + - @</c> is taken off: our own exports put it there, against spreadsheets that run formulas.</summary>
    public bool Unescape { get; init; }

    /// <summary>Pipelines to make where the organisation has none of the name.</summary>
    public IReadOnlyList<Begin.NewPipeline> Pipelines { get; init; } = [];

    /// <summary>The files of the system.</summary>
    public required IReadOnlyList<SheetMap> Files { get; init; }
}

/// <summary>How one file becomes records.</summary>
internal sealed record SheetMap
{
    /// <summary>people, products, accounts, contacts, opportunities or activities.</summary>
    public required string Kind { get; init; }

    /// <summary>The headers by which the file is recognised.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>
    /// Our field and where it comes from: a column, several as <c>A|B</c> (the first that the file has), a text with <c>{columns}</c> in it, or an object with
    /// <c>column</c> and <c>scale</c>, or <c>value</c>.
    /// </summary>
    public required IReadOnlyDictionary<string, JsonElement> Columns { get; init; }

    /// <summary>What values of a field become; <c>*</c> stands for all others. Each use is reported.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string>> Values { get; init; } =
        new Dictionary<string, Dictionary<string, string>>();
}

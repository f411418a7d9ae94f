using System.Text.Json;

namespace Headgate.Features.Reports;

/// <summary>What a report found.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The rows, each a text, a number or null per column.</param>
/// <param name="Note">How to read them, where that is not plain.</param>
public sealed record ReportTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<JsonElement>> Rows, string? Note = null);

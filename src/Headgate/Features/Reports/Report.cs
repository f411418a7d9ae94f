using System.Text.Json;
using Headgate.Store;

namespace Headgate.Features.Reports;

/// <summary>A report: what it is called, what it says, over which period by default, and its rows.</summary>
public abstract class Report(string name, string title, string says, string period)
{
    /// <summary>What it is asked for by.</summary>
    public string Name => name;

    /// <summary>A title for people.</summary>
    public string Title => title;

    /// <summary>One sentence on what it answers.</summary>
    public string Says => says;

    /// <summary>The period when none is asked for, in words.</summary>
    public string DefaultPeriod => period;

    /// <summary>The period when none is asked for.</summary>
    internal abstract ReportPeriod Unless(ReportClock clock);

    /// <summary>The rows that the caller may see.</summary>
    internal abstract ValueTask<ReportTable> Run(Reader reader, ReportPeriod period);

    /// <summary>A row of texts and numbers.</summary>
    protected static IReadOnlyList<JsonElement> Row(params object?[] cells) => [.. cells.Select(c => JsonSerializer.SerializeToElement(c))];

    /// <summary>A part of a whole in per cent, one decimal; nothing of nothing.</summary>
    protected static decimal? Share(long part, long whole) => whole == 0 ? null : Math.Round(part * 100m / whole, 1);
}

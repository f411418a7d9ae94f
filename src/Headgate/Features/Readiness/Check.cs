using Headgate.Store;

namespace Headgate.Features.Readiness;

/// <summary>Looks for a few kinds of findings, each with a bounded number of bounded reads.</summary>
internal abstract class Check(params string[] codes)
{
    /// <summary>How many examples a finding has.</summary>
    protected const int Few = 5;

    /// <summary>What it can find.</summary>
    public IReadOnlyList<string> Codes => codes;

    /// <summary>What it finds.</summary>
    public abstract ValueTask<Seen> Look(Reader reader);

    /// <summary>A number with its noun.</summary>
    protected static string Many(long count, string one, string? more = null) =>
        count == 1 ? $"1 {one}" : $"{count:#,0} {more ?? one + "s"}";
}

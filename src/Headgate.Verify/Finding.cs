namespace Headgate.Verify;

/// <summary>Something that should not be so.</summary>
/// <param name="Code">What kind; never renamed.</param>
/// <param name="What">What it is, in a sentence.</param>
/// <param name="Where">A file, or a file and an entry.</param>
public sealed record Finding(string Code, string What, string Where)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {What} ({Where})";
}

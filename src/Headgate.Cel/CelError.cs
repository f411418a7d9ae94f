namespace Headgate.Cel;

/// <summary>What is wrong with a rule: where (from 1), why in one sentence, and what to do.</summary>
public sealed record CelError(int Line, int Column, string Why, string Do)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}: {Why} {Do}";
}

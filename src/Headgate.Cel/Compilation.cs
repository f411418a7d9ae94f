using System.Diagnostics.CodeAnalysis;

namespace Headgate.Cel;

/// <summary>What became of a text: a rule, or every error that was found.</summary>
public sealed record Compilation(Rule? Rule, IReadOnlyList<CelError> Errors)
{
    /// <summary>Whether there is a rule.</summary>
    [MemberNotNullWhen(true, nameof(Rule))]
    public bool Ok => Rule is not null;
}

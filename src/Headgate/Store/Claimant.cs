using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Somebody who may be about to sign in: who that would be, and what they would have to prove.</summary>
/// <param name="By">Who calls once the proof is given.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Factors">What there is.</param>
public sealed record Claimant(Principal By, string Email, IReadOnlyList<KeptFactor> Factors)
{
    /// <summary>The factor of a kind that there is one of.</summary>
    public KeptFactor? The(string kind) => Factors.FirstOrDefault(f => f.Kind == kind);

    /// <summary>What a secret of this person is sealed for.</summary>
    public static string SealedFor(Principal by) => $"factor|{by.Tenant}|{by.Person}";
}

namespace Headgate.Crash;

/// <summary>How a proof went, with its figures or with what broke it.</summary>
public sealed record Proof(bool Holds, string Said)
{
    internal static Proof Held(string said) => new(true, said);

    internal static Proof Broken(string said) => new(false, said);
}

namespace Headgate.Gate.Grounds;

/// <summary>The words that several guards use.</summary>
public static class Said
{
    /// <summary>The call goes on.</summary>
    public const string Pass = "pass";

    /// <summary>A person decides.</summary>
    public const string Held = "held";

    /// <summary>Only the plan is shown.</summary>
    public const string Planned = "planned";

    /// <summary>An earlier outcome answers.</summary>
    public const string Replayed = "replayed";

    /// <summary>What a guard says when it asks for a person.</summary>
    public static string Hold(string code) => "hold " + code;
}

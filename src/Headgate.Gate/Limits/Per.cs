namespace Headgate.Gate.Limits;

/// <summary>What a limit is counted by.</summary>
public enum Per
{
    /// <summary>An agent, and all agents of the organisation together.</summary>
    Agent,

    /// <summary>An account, whichever agents change it or what belongs to it.</summary>
    Account,

    /// <summary>A run of an agent.</summary>
    Run,
}

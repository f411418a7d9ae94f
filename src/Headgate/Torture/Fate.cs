namespace Headgate.Torture;

/// <summary>What became of a call, as its caller can tell.</summary>
public enum Fate
{
    /// <summary>Done.</summary>
    Accepted,

    /// <summary>Nothing is done yet: a person decides.</summary>
    Held,

    /// <summary>Refused with an error.</summary>
    Refused,

    /// <summary>No answer: the connection broke, or the server gave up.</summary>
    Failed,
}

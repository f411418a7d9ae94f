namespace Headgate.Verify;

/// <summary>What was asked cannot be done; the message says why in one sentence.</summary>
public sealed class UsageException(string message) : Exception(message);

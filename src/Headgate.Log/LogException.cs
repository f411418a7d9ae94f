namespace Headgate.Log;

/// <summary>Something of a log cannot be read; the message says what and why.</summary>
public sealed class LogException(string message) : Exception(message);

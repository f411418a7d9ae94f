using ModelContextProtocol;

namespace Headgate.Doors.Mcp;

/// <summary>Logs without what a client did wrong: it is told so, and a trace for every mistake would let any client fill the log.</summary>
internal sealed class QuietLogs(ILoggerFactory all) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Quiet(all.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => all.AddProvider(provider);

    // Whoever made the factory inside ends it.
    public void Dispose() { }

    private sealed class Quiet(ILogger all) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => all.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => all.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (exception is not McpProtocolException)
                all.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}

using Spectre.Console;

namespace Headgate.Doors.Cli.Imports;

/// <summary>How far an import is, on a terminal only; a pipe gets nothing.</summary>
internal sealed class Meter
{
    private readonly ProgressContext? _on;
    private ProgressTask? _task;

    private Meter(ProgressContext? on) => _on = on;

    /// <summary>One that shows nothing.</summary>
    public static Meter Silent { get; } = new(null);

    /// <summary>Runs work under a bar when standard error is a terminal.</summary>
    public static Task<T> Over<T>(Func<Meter, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
            return work(Silent);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).StartAsync(on => work(new(on)));
    }

    /// <summary>A file begins.</summary>
    public void Begin(string name, long bytes) => _task = _on?.AddTask(Markup.Escape(name), maxValue: Math.Max(1, bytes));

    /// <summary>So many bytes of it are behind.</summary>
    public void At(long bytes)
    {
        if (_task is not null)
            _task.Value = bytes;
    }

    /// <summary>It is done.</summary>
    public void End()
    {
        if (_task is not null)
            _task.Value = _task.MaxValue;
    }
}

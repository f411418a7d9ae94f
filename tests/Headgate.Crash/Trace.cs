using System.Text.RegularExpressions;

namespace Headgate.Crash;

/// <summary>Reads a trace of system calls line by line: how much of one file is durable, and which lines go to the pipe when.</summary>
internal sealed partial class Trace(string file)
{
    private readonly Dictionary<string, (string Text, long Written)> _open = new(StringComparer.Ordinal);
    private long _at;
    private long _written;

    /// <summary>How much of the file a finished sync covers.</summary>
    public long Durable { get; private set; }

    /// <summary>How many syncs of the file have finished.</summary>
    public int Syncs { get; private set; }

    /// <summary>Takes a line.</summary>
    /// <returns>The id that is written to the pipe, at the moment when the write begins; else nothing.</returns>
    public string? Take(string line)
    {
        var (process, call) = (line[..line.IndexOf(' ')], line[line.IndexOf(' ')..].TrimStart());
        // Another thread's call came between: the rest follows in a line of its own.
        if (call.EndsWith("<unfinished ...>", StringComparison.Ordinal))
        {
            _open[process] = (call[..^"<unfinished ...>".Length], _written);
            return Answered(call);
        }
        if (!call.StartsWith("<...", StringComparison.Ordinal))
        {
            Finish(call, _written);
            return Answered(call);
        }
        if (_open.Remove(process, out var begun))
            Finish(begun.Text + call[(call.IndexOf('>') + 1)..], begun.Written);
        return null;
    }

    private static string? Answered(string call) => Answer().Match(call) is { Success: true } said ? said.Groups[1].Value : null;

    private void Finish(string call, long writtenBefore)
    {
        if (!call.Contains(file, StringComparison.Ordinal) || Result().Match(call) is not { Success: true } ended)
            return;
        var result = long.Parse(ended.Groups[1].Value);
        switch (call[..call.IndexOf('(')])
        {
            case "lseek":
                _at = result;
                break;
            case "write":
                _at += result;
                _written = Math.Max(_written, _at);
                break;
            case "pwrite64":
                _written = Math.Max(_written, long.Parse(Offset().Match(call).Groups[1].Value) + result);
                break;
            default:
                // It covers what was written when it began, and holds once it has returned.
                Durable = Math.Max(Durable, writtenBefore);
                Syncs++;
                break;
        }
    }

    [GeneratedRegex("^write\\(\\d+<pipe:[^>]*>, \"(con_[0-9a-z]+) ", RegexOptions.None, 1000)]
    private static partial Regex Answer();

    [GeneratedRegex("\\) *= (\\d+)$", RegexOptions.None, 1000)]
    private static partial Regex Result();

    [GeneratedRegex(", (\\d+) *\\) *= \\d+$", RegexOptions.None, 1000)]
    private static partial Regex Offset();
}

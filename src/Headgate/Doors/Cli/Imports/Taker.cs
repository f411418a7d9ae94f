using System.Text.Json;
using Headgate.Features.Imports;

namespace Headgate.Doors.Cli.Imports;

/// <summary>
/// Hands the chunks of a file to the gate, in order. Of contacts the next chunk is looked up while the one before commits: nothing in it depends on that one
/// but through keys and versions, which every commit checks. Where they do meet, the gate refuses the later chunk, and it is sent again when its turn has come.
/// </summary>
internal sealed class Taker(AskGate ask, string job, Sheet sheet, long position, bool goesAhead)
{
    private readonly bool _goesAhead = goesAhead && sheet.Kind == "contacts";
    private long _position = position;
    private Chunk? _sent;

    // A chunk on its way: what it holds, where it begins if all before it is taken, and what its follower waits for.
    private sealed record Chunk(List<MappedRow> Rows, long From, bool IsAhead)
    {
        public Task<Answered> Answer { get; set; } = null!;
        public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public CancellationTokenSource Stop { get; init; } = null!;
    }

    /// <summary>Hands over a chunk; it is taken when the next one, or the end, has come.</summary>
    public async Task Take(List<MappedRow> rows, CancellationToken cancel)
    {
        var before = _sent;
        if (before is not null && !_goesAhead)
        {
            await Land(before, null, cancel);
            before = null;
        }
        _sent = Send(rows, before, cancel);
        if (before is not null)
            await Land(before, _sent, cancel);
    }

    /// <summary>Waits until all is taken.</summary>
    public async Task End(CancellationToken cancel)
    {
        if (_sent is { } last)
            await Land(last, null, cancel);
        _sent = null;
    }

    /// <summary>A call's arguments with rows.</summary>
    public static ReadOnlyMemory<byte> ChunkOf(List<MappedRow> rows, Action<Utf8JsonWriter> head)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>(rows.Count * 256);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            head(json);
            json.WriteStartArray("rows");
            foreach (var row in rows)
                json.WriteRawValue(row.Json, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.WrittenMemory;
    }

    private Chunk Send(List<MappedRow> rows, Chunk? before, CancellationToken cancel)
    {
        var chunk = new Chunk(rows, before?.Rows[^1].Number ?? _position, before is not null)
        {
            Stop = CancellationTokenSource.CreateLinkedTokenSource(cancel),
        };
        chunk.Answer = _goesAhead
            ? Task.Run(() => Ask(rows, chunk.From, before?.Taken.Task, chunk.Stop.Token), CancellationToken.None)
            : Ask(rows, chunk.From, null, chunk.Stop.Token);
        return chunk;
    }

    private async Task Land(Chunk chunk, Chunk? follower, CancellationToken cancel)
    {
        try
        {
            var left = chunk.Rows;
            if (await Landed(chunk) is { } position)
                left = After(left, _position = position);
            if (left.Count > 0 && follower is not null)
                // What is left of it comes first; the follower counted on all of it.
                await Recall(follower);
            for (; left.Count > 0; left = After(left, _position))
                _position = PositionOf(await Ask(left, _position, null, cancel));
            chunk.Taken.SetResult();
            if (follower is { Stop.IsCancellationRequested: true })
                _sent = Send(follower.Rows, null, cancel);
        }
        catch
        {
            if (follower is not null)
                await Recall(follower);
            throw;
        }
        finally
        {
            chunk.Stop.Dispose();
        }
    }

    // Nothing when it was refused because it went ahead: then it is asked again.
    private static async Task<long?> Landed(Chunk chunk)
    {
        var answer = await chunk.Answer;
        return answer.Ok || !chunk.IsAhead ? PositionOf(answer) : null;
    }

    private static async Task Recall(Chunk follower)
    {
        if (follower.Stop.IsCancellationRequested)
            return;
        await follower.Stop.CancelAsync();
        await follower.Answer.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private Task<Answered> Ask(List<MappedRow> rows, long from, Task? after, CancellationToken cancel)
    {
        var arguments = JsonDocument.Parse(
            ChunkOf(
                rows,
                json =>
                {
                    json.WriteString("job", job);
                    json.WriteString("system", sheet.Shape.System);
                    json.WriteNumber("position", from);
                }
            )
        );
        return ask("imports.chunk", arguments.RootElement, after?.WaitAsync(cancel), cancel);
    }

    private static long PositionOf(Answered answer) => ImportRefused.Unless(answer).GetProperty("position").GetInt64();

    private static List<MappedRow> After(List<MappedRow> rows, long position) =>
        rows[^1].Number <= position ? [] : rows.SkipWhile(r => r.Number <= position).ToList();
}

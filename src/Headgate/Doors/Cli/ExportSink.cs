using System.Text;
using System.Text.Json;
using Headgate.Store;

namespace Headgate.Doors.Cli;

/// <summary>
/// Where exported events go, and how far they are there: a file beside the target says so. A line that was written and not noted is cut away before the next,
/// so a file has each event once; a collector may be sent some again, under the same ids.
/// </summary>
internal abstract class ExportSink : IDisposable
{
    private readonly string _notes;
    private readonly string _filters;

    /// <summary>Reads how far it is.</summary>
    /// <param name="notes">The file that says so.</param>
    /// <param name="filters">What is exported: a target takes one kind of events.</param>
    /// <exception cref="StoreException">Other events were exported there before.</exception>
    protected ExportSink(string notes, string filters)
    {
        (_notes, _filters) = (notes, filters);
        if (!File.Exists(notes))
            return;
        var noted =
            JsonSerializer.Deserialize<Noted>(File.ReadAllText(notes), JsonSerializerOptions.Web)
            ?? throw new StoreException($"{notes} does not say how far the export is. Remove it to begin again.");
        if (noted.Filters != filters)
            throw new StoreException($"{notes} is of an export with other filters. Name another --out, or remove it to begin again.");
        (Place, Length) = (noted.After, noted.Bytes);
    }

    /// <summary>The end of what is there; nothing when nothing is.</summary>
    public string? Place { get; private set; }

    /// <summary>How many bytes of the file are noted.</summary>
    protected long Length { get; private set; }

    /// <summary>A file of lines, or a collector.</summary>
    public static ExportSink Of(string format, string target, string filters) =>
        Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && format == "otlp"
            ? new CollectorSink(address, filters)
            : new FileSink(Path.GetFullPath(target), format == "otlp", filters);

    /// <summary>Takes some; they are safe there when it returns.</summary>
    public async Task Take(IReadOnlyList<string> events, string place, CancellationToken cancel)
    {
        var length = events.Count == 0 ? Length : await Put(events, cancel);
        var next = _notes + ".new";
        await using (var file = new FileStream(next, FileMode.Create))
        {
            await JsonSerializer.SerializeAsync(file, new Noted(place, length, _filters), JsonSerializerOptions.Web, cancel);
            file.Flush(flushToDisk: true);
        }
        File.Move(next, _notes, overwrite: true);
        (Place, Length) = (place, length);
    }

    /// <summary>Puts some there.</summary>
    /// <returns>How long the file is then.</returns>
    protected abstract Task<long> Put(IReadOnlyList<string> events, CancellationToken cancel);

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    private sealed record Noted(string After, long Bytes, string Filters);

    private sealed class FileSink : ExportSink
    {
        private readonly FileStream _file;
        private readonly bool _isOtlp;

        public FileSink(string path, bool isOtlp, string filters)
            : base(path + ".position", filters)
        {
            _isOtlp = isOtlp;
            if (Place is null && File.Exists(path) && new FileInfo(path).Length > 0)
                throw new StoreException($"{path} exists already, and nothing says how far it is. Name another file.");
            if (Place is not null && (!File.Exists(path) || new FileInfo(path).Length < Length))
                throw new StoreException($"{path} is shorter than {_notes} says. Name another file.");
            _file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            _file.SetLength(Length);
            _file.Position = Length;
        }

        protected override async Task<long> Put(IReadOnlyList<string> events, CancellationToken cancel)
        {
            IEnumerable<byte[]> lines = _isOtlp ? [OtlpLogs.Of(events)] : events.Select(Encoding.UTF8.GetBytes);
            foreach (var line in lines)
            {
                await _file.WriteAsync(line, cancel);
                _file.WriteByte((byte)'\n');
            }
            _file.Flush(flushToDisk: true);
            return _file.Position;
        }

        public override void Dispose()
        {
            _file.Dispose();
            base.Dispose();
        }
    }
}

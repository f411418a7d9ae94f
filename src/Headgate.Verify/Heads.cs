using System.Text;

namespace Headgate.Verify;

/// <summary>Checkpoints that were signed before: each is to be a beginning of the tree.</summary>
internal sealed class Heads
{
    private const char Separator = '\x1E';

    private readonly List<Head> _heads = [];
    private int _next;

    private sealed record Head(Note Note, string Where)
    {
        public byte[]? Root { get; set; }
    }

    /// <summary>How many there are of this log.</summary>
    public int Count => _heads.Count;

    /// <summary>The checkpoints themselves. One that is no beginning of the tree is told of by itself.</summary>
    public IEnumerable<Note> Notes => _heads.Select(h => h.Note);

    /// <summary>The heads of the bundle itself: each must be this log's and signed by the key.</summary>
    public void AddOwn(byte[] file, string origin, Key key, Verdict verdict)
    {
        foreach (var (note, where) in Split(file, "heads", isOpen: false, verdict))
            if (note.Origin == origin && key.Signed(note))
                _heads.Add(new(note, where));
            else
                verdict.Add("head_form", "This is no checkpoint of this log that the key signed.", where);
    }

    /// <summary>Heads that somebody kept: of many logs perhaps, and perhaps cut off at the end while being written.</summary>
    public void AddKept(byte[] file, string name, string origin, Verdict verdict) =>
        _heads.AddRange(
            Split(file, name, isOpen: true, verdict).Where(h => h.Note.Origin == origin).Select(h => new Head(h.Note, h.Where))
        );

    /// <summary>Puts them in the order in which a growing tree meets them.</summary>
    public void Sort() => _heads.Sort((a, b) => a.Note.Size.CompareTo(b.Note.Size));

    /// <summary>Says the root at every size up to one, when asked for.</summary>
    public void Meet(long upTo, Func<long, byte[]> rootAt)
    {
        for (; _next < _heads.Count && _heads[_next].Note.Size <= upTo; _next++)
            _heads[_next].Root =
                _next > 0 && _heads[_next - 1].Note.Size == _heads[_next].Note.Size
                    ? _heads[_next - 1].Root
                    : rootAt(_heads[_next].Note.Size);
    }

    /// <summary>Judges, when the tree is known.</summary>
    public void Judge(long size, Key key, Verdict verdict)
    {
        foreach (var head in _heads)
        {
            if (head.Note.Size <= size && head.Root.AsSpan().SequenceEqual(head.Note.Root))
                continue;
            // What agrees needs no signature to be believed; what disagrees does.
            if (!key.Signed(head.Note))
                verdict.Add("head_signature", "The earlier checkpoint is not signed by the key.", head.Where);
            else if (head.Note.Size > size)
                verdict.Add("rolled_back", $"The log had {head.Note.Size} entries once and has {size} now.", head.Where);
            else
                verdict.Add("forked", $"The log's first {head.Note.Size} entries were others once.", head.Where);
        }
    }

    private static IEnumerable<(Note Note, string Where)> Split(byte[] file, string name, bool isOpen, Verdict verdict)
    {
        // Bytes that are no UTF-8 spoil their record alone, since a record's reader refuses what stands for them.
        var records = Encoding.Latin1.GetString(file).Split(Separator);
        if (records[0].Length > 0)
            verdict.Add("head_form", "The file does not begin with a checkpoint.", name);
        for (var i = 1; i < records.Length; i++)
        {
            var where = $"{name} {i}";
            if (Note.Read(Encoding.Latin1.GetBytes(records[i])) is { } note)
                yield return (note, where);
            else if (isOpen && i == records.Length - 1)
                verdict.Said.Add($"The last checkpoint of {name} was cut off and is left aside.");
            else
                verdict.Add("head_form", "This is no signed checkpoint.", where);
        }
    }
}

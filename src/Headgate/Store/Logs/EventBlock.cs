using System.Buffers.Binary;
using System.Text;

namespace Headgate.Store.Logs;

/// <summary>
/// What 1,024 events are looked for by, packed: for each field the values among them, of which there are few, and for each event which value, its number and
/// its time. A million events are some thousand blocks; a question is put to the values of each, and only where they answer are the events looked at.
/// </summary>
internal static class EventBlock
{
    /// <summary>How many events a block is of.</summary>
    public const int Full = 1024;

    private const int Fields = (int)SearchedField.Client + 1;
    private const int Narrow = 256;

    /// <summary>Packs a block's events.</summary>
    /// <returns>The values of its fields, and which event has which, with the least number and time.</returns>
    public static (byte[] Words, byte[] Places, long MinSeq, long MinAt) Pack(IReadOnlyList<(string?[] Fields, long Seq, long At)> events)
    {
        var (minSeq, minAt) = (events.Min(e => e.Seq), events.Min(e => e.At));
        using var words = new MemoryStream();
        using var places = new MemoryStream();
        using var writer = new BinaryWriter(places);
        for (var field = 0; field < Fields; field++)
        {
            // Nothing has the number 0.
            var values = new Dictionary<string, int>(StringComparer.Ordinal);
            var column = new int[events.Count];
            foreach (var (i, one) in events.Index())
                if (one.Fields[field] is { } value)
                    column[i] = values.TryGetValue(value, out var known) ? known : values[value] = values.Count + 1;
            Write(words, values.Keys);
            foreach (var number in column)
                if (values.Count < Narrow)
                    writer.Write((byte)number);
                else
                    writer.Write((ushort)number);
        }
        foreach (var one in events)
            writer.Write(checked((uint)(one.Seq - minSeq)));
        foreach (var one in events)
            writer.Write(one.At - minAt);
        writer.Flush();
        return (words.ToArray(), places.ToArray(), minSeq, minAt);
    }

    // The values' number and their bytes first, so that a field that nobody asks for is passed over.
    private static void Write(MemoryStream words, Dictionary<string, int>.KeyCollection values)
    {
        using var texts = new MemoryStream();
        foreach (var value in values)
        {
            var bytes = Encoding.UTF8.GetBytes(value);
            texts.Write(Number((ushort)bytes.Length));
            texts.Write(bytes);
        }
        words.Write(Number((ushort)values.Count));
        words.Write(BitConverter.GetBytes((uint)texts.Length));
        texts.WriteTo(words);
    }

    private static byte[] Number(ushort number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, number);
        return bytes;
    }

    /// <summary>Which values of a block a filter takes; nothing when no event of it can be one.</summary>
    public static BlockAnswer? Ask(ReadOnlySpan<byte> words, EventFilter filter)
    {
        var answer = new BlockAnswer(Fields);
        var isSaid = filter.Text is null;
        for (var field = SearchedField.Action; field <= SearchedField.Client; field++)
        {
            var count = BinaryPrimitives.ReadUInt16LittleEndian(words);
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(words[2..]);
            var values = words.Slice(6, length);
            words = words[(6 + length)..];
            answer.Widths[(int)field] = count < Narrow ? 1 : 2;
            var (isAsked, mayHold) = (filter.Asks(field), filter.Text is not null && EventFilter.HasWords(field));
            if (!isAsked && !mayHold)
                continue;
            var (taken, saying) = (new bool[count + 1], new bool[count + 1]);
            for (var i = 1; i <= count; i++)
            {
                var size = BinaryPrimitives.ReadUInt16LittleEndian(values);
                var value = Encoding.UTF8.GetString(values.Slice(2, size));
                values = values[(2 + size)..];
                taken[i] = isAsked && filter.Takes(field, value);
                saying[i] = mayHold && filter.Holds(field, value);
            }
            if (isAsked && !taken.Contains(true))
                return null;
            answer.Taken[(int)field] = isAsked ? taken : null;
            answer.Saying[(int)field] = saying.Contains(true) ? saying : null;
            isSaid |= saying.Contains(true);
        }
        answer.AsksText = filter.Text is not null;
        return isSaid ? answer : null;
    }

    /// <summary>Adds the numbers of a block's events that a filter takes.</summary>
    public static void Add(
        List<long> numbers,
        ReadOnlySpan<byte> places,
        BlockAnswer answer,
        long minSeq,
        long minAt,
        Func<long, long, bool> takes
    )
    {
        var count = places.Length / (answer.Widths.Sum() + 4 + 8);
        Span<bool> isTaken = stackalloc bool[count];
        Span<bool> isSaid = stackalloc bool[count];
        isTaken.Fill(true);
        isSaid.Fill(!answer.AsksText);
        var at = 0;
        for (var field = 0; field < Fields; field++)
        {
            var (width, taken, saying) = (answer.Widths[field], answer.Taken[field], answer.Saying[field]);
            var column = places.Slice(at, count * width);
            at += column.Length;
            if (taken is null && saying is null)
                continue;
            for (var i = 0; i < count; i++)
            {
                var value = width == 1 ? column[i] : BinaryPrimitives.ReadUInt16LittleEndian(column[(i * 2)..]);
                isTaken[i] &= taken is null || taken[value];
                isSaid[i] |= saying is not null && saying[value];
            }
        }
        var seqs = places[at..];
        var times = seqs[(count * 4)..];
        for (var i = 0; i < count; i++)
            if (isTaken[i] && isSaid[i])
            {
                var seq = minSeq + BinaryPrimitives.ReadUInt32LittleEndian(seqs[(i * 4)..]);
                if (takes(seq, minAt + BinaryPrimitives.ReadInt64LittleEndian(times[(i * 8)..])))
                    numbers.Add(seq);
            }
    }
}

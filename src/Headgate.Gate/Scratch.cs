using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headgate.Gate;

/// <summary>A JSON writer and its bytes, kept for the thread: a call writes three small documents, and none outlives the line that hashes or copies it.</summary>
internal sealed class Scratch
{
    private const int MostKept = 1 << 16;

    // As RFC 8785: quotes, backslashes and control characters are escaped; besides, what lies beyond the basic plane.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static Scratch? _kept;

    private readonly ArrayBufferWriter<byte> _bytes = new(2048);

    private Scratch() => Json = new(_bytes, Options);

    /// <summary>The writer.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Json.Flush();
            return _bytes.WrittenSpan;
        }
    }

    /// <summary>An empty one. Nested use gets one of its own.</summary>
    public static Scratch Take()
    {
        var scratch = _kept ?? new();
        _kept = null;
        return scratch;
    }

    /// <summary>Gives it back.</summary>
    public void Give()
    {
        if (_bytes.Capacity > MostKept)
            return;
        _bytes.ResetWrittenCount();
        Json.Reset();
        _kept = this;
    }
}

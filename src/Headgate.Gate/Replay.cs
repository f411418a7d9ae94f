using System.Text;

namespace Headgate.Gate;

/// <summary>An outcome that is given again says so.</summary>
public static class Replay
{
    /// <summary>Puts <c>replayed</c> and the time of the first outcome in front of an answer, which is a JSON object.</summary>
    public static ReadOnlyMemory<byte> Mark(ReadOnlyMemory<byte> answer, DateTimeOffset first)
    {
        var said = $"{{\"replayed\":true,\"first_at\":\"{Moments.Iso(first)}\"";
        var rest = answer.Span is [(byte)'{', (byte)'}'] ? "}" : "," + Encoding.UTF8.GetString(answer.Span[1..]);
        return Encoding.UTF8.GetBytes(said + rest);
    }
}

using System.Text.Json;
using ModelContextProtocol;

namespace Headgate.Conformance;

/// <summary>Small media, and protocol types written as the JSON that they are.</summary>
internal static class Samples
{
    /// <summary>One red pixel.</summary>
    public const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /// <summary>A wave without a sample: 8 kHz, one channel, 8 bits.</summary>
    public const string Wav = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

    /// <summary>A protocol value from JSON.</summary>
    public static T Of<T>(string json) => JsonSerializer.Deserialize<T>(json, McpJsonUtilities.DefaultOptions)!;

    /// <summary>Anything as JSON.</summary>
    public static string Json(object value) => JsonSerializer.Serialize(value);
}

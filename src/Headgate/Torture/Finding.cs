using System.Text.Json.Serialization;

namespace Headgate.Torture;

/// <summary>How a trial ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>The server held.</summary>
    [JsonStringEnumMemberName("held")]
    Held,

    /// <summary>It did not.</summary>
    [JsonStringEnumMemberName("broke")]
    Broke,

    /// <summary>It could not be tried; the finding says why.</summary>
    [JsonStringEnumMemberName("not_tried")]
    NotTried,
}

/// <summary>What a trial found.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Said">What happened, in one sentence with its figures.</param>
public sealed record Finding(string Trial, Verdict Verdict, string Said);

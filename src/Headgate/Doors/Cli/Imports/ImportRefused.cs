using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Doors.Cli.Imports;

/// <summary>The gate refused an import as a whole.</summary>
internal sealed class ImportRefused(Refusal refusal) : Exception(refusal.Why)
{
    /// <summary>Why.</summary>
    public Refusal Refusal { get; } = refusal;

    /// <summary>The answer of a call that was not refused.</summary>
    /// <exception cref="ImportRefused">It was.</exception>
    public static JsonElement Unless(Answered answer)
    {
        if (answer.Ok)
            return answer.Json;
        string Part(string name) => answer.Json.TryGetProperty(name, out var part) ? part.GetString() ?? "" : "";
        throw new ImportRefused(new(Part("code"), Part("why"), Part("do")));
    }
}

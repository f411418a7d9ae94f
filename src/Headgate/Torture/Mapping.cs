using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headgate.Torture;

/// <summary>Which tool of the server under trial does which job, found by name or said in a file.</summary>
public sealed class Mapping
{
    private readonly Dictionary<Job, (string Tool, JsonElement Input)> _tools = [];

    private Mapping() { }

    /// <summary>Finds the jobs among tools.</summary>
    /// <param name="tools">The tools' names and input schemas.</param>
    /// <param name="said">A JSON object of job to tool, which goes before what is found; nothing for no file.</param>
    /// <exception cref="FormatException">It names a job or a tool that there is not.</exception>
    public static Mapping Of(IReadOnlyDictionary<string, JsonElement> tools, JsonElement? said)
    {
        var mapping = new Mapping();
        foreach (var job in Job.All)
            if (
                job
                    .Tools.Select(p => tools.Keys.Order(StringComparer.Ordinal).FirstOrDefault(t => Is(t, p)))
                    .FirstOrDefault(t => t is not null) is
                { } tool
            )
                mapping._tools[job] = (tool, tools[tool]);
        foreach (var entry in said is { ValueKind: JsonValueKind.Object } given ? given.EnumerateObject() : default)
        {
            var job =
                Job.All.FirstOrDefault(j => j.Name == entry.Name)
                ?? throw new FormatException(
                    $"The mapping names {entry.Name}, which is none of {string.Join(", ", Job.All.Select(j => j.Name))}."
                );
            if (entry.Value.ValueKind == JsonValueKind.Null)
                mapping._tools.Remove(job);
            else if (entry.Value.ValueKind == JsonValueKind.String && tools.TryGetValue(entry.Value.GetString()!, out var input))
                mapping._tools[job] = (entry.Value.GetString()!, input);
            else
                throw new FormatException(
                    $"The mapping gives {entry.Name} to {entry.Value.GetRawText()}, which the server does not offer."
                );
        }
        return mapping;
    }

    /// <summary>Whether there is a tool for a job.</summary>
    public bool Has(Job job) => _tools.ContainsKey(job);

    /// <summary>The tool for a job.</summary>
    public string ToolOf(Job job) => _tools[job].Tool;

    /// <summary>The arguments of a call, by the names that the tool's input has for them; what it has no name for is left out.</summary>
    public Dictionary<string, object?> Arguments(Job job, IReadOnlyDictionary<string, object?> values)
    {
        var names = _tools[job].Input.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().Select(p => p.Name).ToHashSet(StringComparer.Ordinal)
            : [];
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (value, given) in values)
            if (!job.Arguments.TryGetValue(value, out var candidates))
                // A trial of what the tool should not take is given under its own name.
                arguments[value] = given;
            else if (candidates.FirstOrDefault(names.Contains) is { } name)
                arguments[name] = given;
        return arguments;
    }

    private static bool Is(string tool, string pattern) =>
        Regex.IsMatch(tool, $"(^|[._-])({pattern})$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
}

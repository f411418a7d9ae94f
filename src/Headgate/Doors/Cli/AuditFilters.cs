using System.CommandLine;

namespace Headgate.Doors.Cli;

/// <summary>The options by which events of the audit are asked for.</summary>
internal sealed class AuditFilters
{
    private static readonly (string Name, string What)[] Known =
    [
        ("record", "Any record's id"),
        ("account", "An account's id"),
        ("contact", "A contact's id"),
        ("opportunity", "An opportunity's id"),
        ("agent", "An agent's name or id"),
        ("person", "A person's name, e-mail address or id"),
        ("run", "A run's id"),
        ("action", "An action or tool, such as contacts.create"),
        ("ended", "done, refused, held, planned (a dry run) or replayed"),
        ("code", "The beginning of a refusal's code"),
        ("door", "mcp, rest, web, cli or clock"),
        ("since", "From this time on"),
        ("until", "Before this time"),
        ("text", "In tool, code and names of agent, person and client"),
    ];

    private readonly List<Option<string?>> _options = [.. Known.Select(k => new Option<string?>("--" + k.Name) { Description = k.What })];

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => _options;

    /// <summary>Those that were given, as arguments of a call.</summary>
    public Dictionary<string, object?> Of(ParseResult parsed) =>
        _options
            .Select(o => (Name: o.Name.TrimStart('-'), Given: parsed.GetValue(o)))
            .Where(o => o.Given is not null)
            .ToDictionary(o => o.Name, o => (object?)o.Given, StringComparer.Ordinal);
}

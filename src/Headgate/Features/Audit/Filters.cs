using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;
using Headgate.Store.Logs;

namespace Headgate.Features.Audit;

/// <summary>What events of the audit are asked for by; all of it must hold.</summary>
public abstract record Filters
{
    [Says("Id of any record"), Bounds(1, 60)]
    public string? Record { get; init; }

    [Says("An id"), Id("acc")]
    public string? Account { get; init; }

    [Says("An id"), Id("con")]
    public string? Contact { get; init; }

    [Says("An id"), Id("opp")]
    public string? Opportunity { get; init; }

    [Says("Name or id")]
    public string? Agent { get; init; }

    [Says("me, name, e-mail or id")]
    public string? Person { get; init; }

    [Id("run")]
    public string? Run { get; init; }

    [Says("Tool, such as contacts.create"), Bounds(1, 60)]
    public string? Action { get; init; }

    [OneOf("done", "refused", "held", "planned", "replayed")]
    public string? Ended { get; init; }

    [Says("Beginning of a refusal code, such as dedupe"), Bounds(1, 80)]
    public string? Code { get; init; }

    [OneOf("mcp", "rest", "web", "cli", "clock")]
    public string? Door { get; init; }

    [Moment]
    public string? Since { get; init; }

    [Moment]
    public string? Until { get; init; }

    [Says("In tool, code and names of agent, person, client"), Bounds(2, 100)]
    public string? Text { get; init; }

    /// <summary>As the store takes them.</summary>
    internal async ValueTask<EventFilter> Filter(Call call, Reader reader) =>
        new()
        {
            Records =
            [
                .. new[] { Record?.Trim(), Account, Contact, Opportunity }
                    .OfType<string>()
                    .Where(r => r.Length > 0)
                    .Distinct(StringComparer.Ordinal),
            ],
            Actors = Agent is null ? null : (await Who.Agents(reader, Agent)).ToHashSet(StringComparer.Ordinal),
            People = Person is null ? null : (await Who.People(reader, Person)).ToHashSet(StringComparer.Ordinal),
            Run = Run,
            Action = Action is null ? null : Canonical(Action.Trim()),
            Ended = Ended,
            Code = Code?.ToLowerInvariant(),
            Door = Door,
            Since = call.Moment(Since)?.ToUnixTimeMilliseconds(),
            Until = call.Moment(Until)?.ToUnixTimeMilliseconds(),
            Text = Text?.Trim(),
        };

    // Clients know a tool by its wire name.
    private static string Canonical(string given)
    {
        var cut = given.IndexOf('_');
        return cut < 0 || given.Contains('.') ? given : $"{given[..cut]}.{given[(cut + 1)..]}";
    }
}

namespace Headgate.Store.Logs;

/// <summary>The fields that events are looked for by, as blocks number them: never in another order.</summary>
internal enum SearchedField
{
    Action,
    Actor,
    Person,
    Run,
    Ended,
    Code,
    Door,
    AgentName,
    PersonName,
    Client,
}

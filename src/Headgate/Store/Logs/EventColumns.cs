namespace Headgate.Store.Logs;

/// <summary>An event with the columns that it is searched by.</summary>
internal sealed class EventColumns
{
    public long Seq { get; init; }
    public long Xid { get; init; }
    public string Id { get; init; } = "";
    public long At { get; init; }
    public string Action { get; init; } = "";
    public string Actor { get; init; } = "";
    public string Person { get; init; } = "";
    public string? Run { get; init; }
    public string Ended { get; init; } = "";
    public string? Code { get; init; }
    public string Door { get; init; } = "";
    public byte[] Body { get; init; } = [];

    /// <summary>The text that reads them; conditions follow.</summary>
    public static string Select(Dialect dialect) =>
        dialect == Dialect.Sqlite
            ? "SELECT e.seq, 0 AS xid, e.id, e.at, e.action, e.actor, e.person, e.run, e.ended, e.code, e.door, e.body FROM audit_events e WHERE e.tenant = @tenant"
            : "SELECT e.seq, CAST(CAST(e.xid AS TEXT) AS BIGINT) AS xid, e.id, e.at, e.action, e.actor, e.person, e.run, e.ended, e.code, e.door, e.body FROM audit_events e WHERE e.tenant = @tenant";
}

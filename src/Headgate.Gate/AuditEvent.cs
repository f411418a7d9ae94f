using System.Collections.Concurrent;
using System.Text.Json;

namespace Headgate.Gate;

/// <summary>
/// What the audit keeps of a call: who, what, when, how every guard decided, how it ended, and hashes of what went in and came out. The body is canonical
/// JSON (members sorted, RFC 8785) of at most 8 KiB.
/// </summary>
public sealed record AuditEvent
{
    /// <summary>The most bytes that a body has.</summary>
    public const int MaxBody = 8192;

    private const int MostRecordsInBody = 60;
    private const int MostOfAName = 120;

    private static readonly ConcurrentDictionary<string, string> Passes = new(StringComparer.Ordinal);

    /// <summary>Its id, <c>evt_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The body.</summary>
    public required byte[] Body { get; init; }

    /// <summary><c>done</c>, <c>refused</c>, <c>planned</c> or <c>replayed</c>.</summary>
    public required string Ended { get; init; }

    /// <summary>The refusal's code, or nothing.</summary>
    public string? Code { get; init; }

    /// <summary>All records that it concerns; the body names the first sixty.</summary>
    public IReadOnlyList<RecordRef> Records { get; init; } = [];

    /// <summary>Makes the event of a passage whose end is known.</summary>
    /// <param name="passage">The call.</param>
    /// <param name="took">How long it took until now, without the commit.</param>
    public static AuditEvent Of(Passage passage, TimeSpan took)
    {
        var call = passage.Call;
        var ended = passage.Ended.ToString().ToLowerInvariant();
        var records = passage.Decision?.Records ?? [];
        var scratch = Scratch.Take();
        var json = scratch.Json;
        json.WriteStartObject();
        json.WriteString("action", passage.Action.Id);
        Optional(json, "agent", call.By.Agent);
        Optional(json, "agent_name", Short(call.By.AgentName));
        json.WriteString("answer_sha256", CanonicalJson.Hash(passage.Answer.Span));
        json.WriteString("arguments_sha256", passage.ArgumentsHash);
        json.WriteString("at", call.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        json.WriteString("call", call.Id);
        Optional(json, "client", Short(call.Client));
        Optional(json, "code", passage.Refusal?.Code);
        json.WriteString("credential", call.By.Credential);
        json.WriteString("door", call.Door.ToString().ToLowerInvariant());
        json.WriteString("ended", ended);
        WriteGuards(json, passage.Notes);
        json.WriteNumber("latency_us", (long)took.TotalMicroseconds);
        json.WriteString("on_behalf_of", call.By.Person);
        json.WriteString("person_name", Short(call.By.PersonName));
        if (passage.Decision is { Plan.IsEmpty: false } decision)
            json.WriteString("plan_sha256", decision.Plan.Hash);
        json.WriteString("realm", call.By.Realm.ToString().ToLowerInvariant());
        WriteRecords(json, records);
        json.WriteNumber("records_total", records.Count);
        Optional(json, "run", call.Run);
        json.WriteNumber("taint_sources", passage.Taint.Sources + passage.Seen.Count);
        json.WriteBoolean("tainted", passage.Taint.Tainted || passage.Seen.Count > 0);
        json.WriteString("tenant", call.By.Tenant);
        json.WriteNumber("v", 1);
        json.WriteEndObject();
        var body = scratch.Written.ToArray();
        scratch.Give();
        return new()
        {
            Id = call.NewId("evt", passage.Turn),
            Body = body,
            Ended = ended,
            Code = passage.Refusal?.Code,
            Records = records,
        };
    }

    // Never half of a character that takes two.
    private static string? Short(string? name) =>
        name is not { Length: > MostOfAName } ? name
        : char.IsHighSurrogate(name[MostOfAName - 1]) ? name[..(MostOfAName - 1)]
        : name[..MostOfAName];

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteGuards(Utf8JsonWriter json, IReadOnlyList<Note> notes)
    {
        // In order: "pass" of the call, and whatever stopped the call or its plan.
        json.WriteStartArray("guards");
        foreach (var note in notes)
            json.WriteStringValue(note.Said == "pass" ? Passes.GetOrAdd(note.Guard, g => g + ": pass") : $"{note.Guard}: {note.Said}");
        json.WriteEndArray();
    }

    private static void WriteRecords(Utf8JsonWriter json, IReadOnlyList<RecordRef> records)
    {
        json.WriteStartArray("records");
        foreach (var record in records.Take(MostRecordsInBody))
            json.WriteStringValue(record.Version == 0 ? record.Id : $"{record.Id}@{record.Version}");
        json.WriteEndArray();
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Headgate.Gate;

/// <summary>
/// What the audit keeps of a call: who, what, when, how every guard decided, how it ended, and commitments to what went in and came out. It is written when
/// the ledger knows what was sealed beside it.
/// </summary>
/// <param name="passage">The call, whose end is known.</param>
/// <param name="took">How long it took until now, without the commit.</param>
public sealed class AuditEvent(Passage passage, TimeSpan took)
{
    /// <summary>The most bytes that a body has.</summary>
    public const int MaxBody = 8192;

    /// <summary>The most bytes of facts that the body has; more are sealed beside it.</summary>
    public const int MaxFacts = 2048;

    private const int MostRecordsInBody = 60;
    private const int MostOfAName = 120;

    private static readonly string[] Doors = Words<Door>();
    private static readonly string[] Realms = Words<Realm>();
    private static readonly string[] Ends = Words<Ended>();
    private static readonly ConcurrentDictionary<string, JsonEncodedText> Passes = new(StringComparer.Ordinal);

    /// <summary>Its id, <c>evt_…</c>.</summary>
    public string Id { get; } = passage.Call.NewId("evt", passage.Turn);

    /// <summary><c>done</c>, <c>refused</c>, <c>planned</c>, <c>held</c> or <c>replayed</c>.</summary>
    public string Ended { get; } = Ends[(int)passage.Ended];

    /// <summary>The refusal's code, or nothing.</summary>
    public string? Code { get; } = passage.Refusal?.Code;

    /// <summary>What the guards knew, as canonical JSON.</summary>
    public ReadOnlyMemory<byte> Facts { get; } = passage.Basis.Write();

    /// <summary>Whether the facts are in the body, or only their hash.</summary>
    public bool HoldsFacts => Facts.Length <= MaxFacts;

    /// <summary>All records that it concerns; the body names the first sixty.</summary>
    public IReadOnlyList<RecordRef> Records { get; } = passage.Decision?.Records ?? [];

    /// <summary>
    /// The leaf of the log: canonical JSON (RFC 8785) of at most 8 KiB. What could be personal is in it only as a commitment, HMAC-SHA-256 under the
    /// organisation's key of the time over the SHA-256 of the text: without that key no list of names, however long, finds what was asked or answered.
    /// </summary>
    /// <param name="key">The key of the commitments.</param>
    /// <param name="payloads">What was sealed in the same commit.</param>
    public byte[] Body(in CommitmentKey key, SealedPayloads payloads)
    {
        var call = passage.Call;
        var scratch = Scratch.Take();
        var json = scratch.Json;
        json.WriteStartObject();
        json.WriteString("action", passage.Action.Id);
        Optional(json, "agent", call.By.Agent);
        Optional(json, "agent_name", Short(call.By.AgentName));
        key.Write(json, "answer", SHA256.HashData(passage.Answer.Span));
        if (passage.ArgumentsHash.Length > 0)
            key.Write(json, "arguments", Convert.FromHexString(passage.ArgumentsHash));
        WriteAt(json, "at", call.At);
        json.WriteString("call", call.Id);
        Optional(json, "client", Short(call.Client));
        Optional(json, "code", Code);
        json.WriteString("commitment_key", key.Id);
        json.WriteString("credential", call.By.Credential);
        json.WriteString("door", Doors[(int)call.Door]);
        json.WriteString("ended", Ended);
        WriteFacts(json);
        WriteGuards(json, passage.Notes);
        json.WriteString("id", Id);
        json.WriteNumber("latency_us", (long)took.TotalMicroseconds);
        json.WriteString("on_behalf_of", call.By.Person);
        if (passage is { Applies: true, Decision.Plan.AgedBefore: { } before })
            WriteAt(json, "payloads_before", before);
        Optional(json, "person_name", Short(call.By.PersonName));
        if (passage.Decision is { Plan.IsEmpty: false } decision)
            key.Write(json, "plan", Convert.FromHexString(decision.Plan.Hash));
        json.WriteString("realm", Realms[(int)call.By.Realm]);
        WriteRecords(json, Records);
        json.WriteNumber("records_total", Records.Count);
        Optional(json, "run", call.Run);
        WriteSealed(json, payloads);
        json.WriteNumber("taint_sources", passage.Taint.Sources + passage.Seen.Count);
        json.WriteBoolean("tainted", passage.Taint.Tainted || passage.Seen.Count > 0);
        json.WriteString("tenant", call.By.Tenant);
        json.WriteNumber("v", 2);
        json.WriteEndObject();
        var body = scratch.Written.ToArray();
        scratch.Give();
        return body;
    }

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => n.ToLowerInvariant())];

    // To the millisecond: the round-trip form, without its last four digits.
    private static void WriteAt(Utf8JsonWriter json, string name, DateTimeOffset at)
    {
        Span<char> text = stackalloc char[28];
        at.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[23] = 'Z';
        json.WriteString(name, text[..24]);
    }

    // Never half of a character that takes two.
    private static string? Short(string? name) =>
        name is not { Length: > MostOfAName } ? name
        : char.IsHighSurrogate(name[MostOfAName - 1]) ? name[..(MostOfAName - 1)]
        : name[..MostOfAName];

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            CanonicalText.Write(json, name, value);
    }

    private void WriteFacts(Utf8JsonWriter json)
    {
        if (Facts.Length <= 2)
            return;
        if (HoldsFacts)
        {
            json.WritePropertyName("facts");
            json.WriteRawValue(Facts.Span, skipInputValidation: true);
        }
        Span<byte> hash = stackalloc byte[32];
        Span<char> hex = stackalloc char[64];
        SHA256.HashData(Facts.Span, hash);
        Convert.TryToHexStringLower(hash, hex, out _);
        json.WriteString("facts_sha256", hex);
    }

    private static void WriteGuards(Utf8JsonWriter json, IReadOnlyList<Note> notes)
    {
        // In order: "pass" of the call, and whatever stopped the call or its plan.
        json.WriteStartArray("guards");
        foreach (var note in notes)
            if (note.Said == "pass")
                json.WriteStringValue(Passes.GetOrAdd(note.Guard, g => JsonEncodedText.Encode(g + ": pass")));
            else
                CanonicalText.Write(json, $"{note.Guard}: {note.Said}");
        json.WriteEndArray();
    }

    private static void WriteRecords(Utf8JsonWriter json, IReadOnlyList<RecordRef> records)
    {
        json.WriteStartArray("records");
        foreach (var record in records.Take(MostRecordsInBody))
            json.WriteStringValue(record.Version == 0 ? record.Id : $"{record.Id}@{record.Version}");
        json.WriteEndArray();
    }

    private static void WriteSealed(Utf8JsonWriter json, SealedPayloads payloads)
    {
        if (payloads.Count == 0)
            return;
        json.WriteStartObject("sealed");
        json.WriteNumber("count", payloads.Count);
        json.WriteString("sha256", payloads.Sha256);
        json.WriteEndObject();
    }
}

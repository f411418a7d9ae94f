using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Gate.Grounds;

/// <summary>
/// What the guards knew of one call when they decided: the <c>facts</c> of its audit event. Only what decided is in it: ids, counts, limits, hashes and fixed
/// words, never a name, an address or a text. A guard that is missing knew nothing that could have stopped the call. Members are declared in the order of
/// their names, since they are written so.
/// </summary>
public sealed class Basis
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Of the approval guard.</summary>
    public ApprovalGround? Approval { get; set; }

    /// <summary>Of the breaker.</summary>
    public BreakerGround? Breaker { get; set; }

    /// <summary>Of classification.</summary>
    public ClassificationGround? Classification { get; set; }

    /// <summary>Of the commit, when it did not simply go through.</summary>
    public CommitGround? Commit { get; set; }

    /// <summary>Of dedupe.</summary>
    public DedupeGround? Dedupe { get; set; }

    /// <summary>Whether only the plan was wanted.</summary>
    public bool DryRun { get; set; }

    /// <summary>Of idempotency.</summary>
    public IdempotencyGround? Idempotency { get; set; }

    /// <summary>Of the kill switch.</summary>
    public KillSwitchGround? KillSwitch { get; set; }

    /// <summary>Of the limits.</summary>
    public LimitsGround? Limits { get; set; }

    /// <summary>Of the policies.</summary>
    public PolicyGround? Policy { get; set; }

    /// <summary>Of the rollout plan.</summary>
    public RolloutGround? Rollout { get; set; }

    /// <summary>Of the schema.</summary>
    public SchemaGround? Schema { get; set; }

    /// <summary>Of the grant.</summary>
    public ScopesGround? Scopes { get; set; }

    /// <summary>Of the taint of the run.</summary>
    public TaintGround? Taint { get; set; }

    /// <summary>Guards that failed: the guard, <c>call</c>, <c>plan</c> or <c>settle</c>, and what it said.</summary>
    public IReadOnlyList<string>? Threw { get; set; }

    /// <summary>The facts as canonical JSON.</summary>
    public byte[] Write()
    {
        var scratch = Scratch.Take();
        JsonSerializer.Serialize(scratch.Json, this, Form);
        var written = scratch.Written.ToArray();
        scratch.Give();
        // Names of policies and systems are all that could hold what the library escapes and the standard does not.
        return written.AsSpan().Contains((byte)'\\') ? Canonical(written) : written;
    }

    /// <summary>Reads what was written.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static Basis Read(ReadOnlySpan<byte> facts) => JsonSerializer.Deserialize<Basis>(facts, Form) ?? new();

    /// <summary>Notes that a guard failed.</summary>
    internal void Throws(string guard, string when, string said) => Threw = [.. Threw ?? [], $"{guard} {when} {said}"];

    /// <summary>What a guard said that failed; nothing when it did not.</summary>
    internal string? ThrownBy(string guard, string when)
    {
        var begins = $"{guard} {when} ";
        return Threw?.FirstOrDefault(t => t.StartsWith(begins, StringComparison.Ordinal))?[begins.Length..];
    }

    /// <summary>Forgets what was known of a plan that is decided again.</summary>
    internal void ForgetPlan()
    {
        (Approval, Dedupe, Limits, Policy, Taint, DryRun) = (null, null, null, null, null, false);
        if (Scopes is { Sends: true })
            Scopes = Scopes with { Sends = false };
        if (KillSwitch is { Plan: not null })
            KillSwitch = KillSwitch.Asked is null ? null : KillSwitch with { Plan = null };
        if (Rollout is { Plan: not null })
            Rollout = Rollout with { Plan = null };
        if (Classification is { InMessage: true })
            Classification = null;
        if (Idempotency is { Twin: true })
            Idempotency = Idempotency with { Twin = false };
        Threw = Threw?.Where(t => t.Contains(" call ", StringComparison.Ordinal)).ToList() is { Count: > 0 } left ? left : null;
    }

    /// <summary>Forgets all but the commit, the plan being forgotten already (<see cref="ForgetPlan"/>): the call is judged anew.</summary>
    internal void ForgetCall()
    {
        (Breaker, Classification, Idempotency, KillSwitch) = (null, null, null, null);
        (Rollout, Schema, Scopes, Threw) = (null, null, null, null);
    }

    private static byte[] Canonical(byte[] written)
    {
        var scratch = Scratch.Take();
        Write(scratch.Json, JsonElement.Parse(written));
        var canonical = scratch.Written.ToArray();
        scratch.Give();
        return canonical;
    }

    private static void Write(Utf8JsonWriter json, in JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(json, item);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                CanonicalText.Write(json, value.GetString()!);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}

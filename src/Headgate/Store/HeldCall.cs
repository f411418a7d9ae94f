using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>All that it takes to pass a held call again: it is sealed, since arguments and seed are nobody's to read.</summary>
internal sealed record HeldCall
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new Names() },
    };

    public required string Id { get; init; }
    public required Principal By { get; init; }
    public required Door Door { get; init; }
    public required string Action { get; init; }
    public required JsonElement Arguments { get; init; }
    public required DateTimeOffset At { get; init; }
    public required byte[] Seed { get; init; }
    public string? Client { get; init; }
    public string? Run { get; init; }
    public string? Key { get; init; }

    /// <summary>The text of the plan, as it was hashed and is shown.</summary>
    public required byte[] Plan { get; init; }

    /// <summary>The call of a passage and its plan.</summary>
    public static byte[] Seal(Passage passage)
    {
        var call = passage.Call;
        return JsonSerializer.SerializeToUtf8Bytes(
            new HeldCall
            {
                Id = call.Id,
                By = call.By,
                Door = call.Door,
                Action = passage.Action.Id,
                Arguments = call.Arguments,
                At = call.At,
                Seed = call.Seed.ToArray(),
                Client = call.Client,
                Run = call.Run,
                Key = call.IdempotencyKey,
                Plan = PlanHash.Text(passage.Decision!.Plan),
            },
            Form
        );
    }

    /// <summary>The same without arguments and plan: whom it concerned was erased.</summary>
    public static byte[] Erased(byte[] plain) =>
        JsonSerializer.SerializeToUtf8Bytes(
            Open(plain) with
            {
                Arguments = JsonElement.Parse("{}"u8),
                Key = null,
                Seed = [],
                Plan = """{"changes":[],"messages":[],"erases":["whom this concerned"]}"""u8.ToArray(),
            },
            Form
        );

    /// <summary>What was sealed.</summary>
    public static HeldCall Open(byte[] plain) => JsonSerializer.Deserialize<HeldCall>(plain, Form)!;

    /// <summary>The same call with a person's word.</summary>
    public Call Again(Principal by, Approval approval, string? site, JsonElement? edited) =>
        new()
        {
            Id = Id,
            By = by,
            Door = Door,
            Action = Action,
            Arguments = edited ?? Arguments,
            At = At,
            Seed = Seed,
            Client = Client,
            Run = Run,
            IdempotencyKey = Key,
            Approval = approval,
            Site = site,
        };

    // The library writes such a set and does not read it.
    private sealed class Names : JsonConverter<IReadOnlySet<string>>
    {
        public override IReadOnlySet<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<HashSet<string>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, IReadOnlySet<string> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Order(StringComparer.Ordinal), options);
    }
}

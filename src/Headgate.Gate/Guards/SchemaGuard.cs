using System.Text.Json;
using Headgate.Gate.Grounds;
using Headgate.Gate.Schemas;

namespace Headgate.Gate.Guards;

/// <summary>Lets pass arguments that fit the action's schema exactly, and binds them. One refusal names one field: what was expected, what came.</summary>
public sealed class SchemaGuard : Guard
{
    /// <summary>How arguments and answers are named on the wire.</summary>
    private static readonly JsonSerializerOptions Binding = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
    };

    /// <inheritdoc/>
    public override string Name => "schema";

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel)
    {
        var call = passage.Call;
        if (passage.Action.Takes.Check(call.Arguments, "") is { } wrong)
            return Refuse(passage, wrong);
        if (call.IdempotencyKey is { } header && (header.Length is 0 or > SchemaOf.MaxKey || header.Any(char.IsControl)))
            return Refuse(passage, Refusal.Input("idempotency_key", $"1 to {SchemaOf.MaxKey} characters", Text.Shown(header)));
        passage.Input = Bind(passage.Action, call.Arguments);
        passage.ArgumentsHash = CanonicalJson.Hash(call.Arguments, "idempotency_key", "dry_run");
        if (passage.Action.Effect == Effect.Read)
            return new(Verdict.Pass);
        passage.GivenKey = Own(call.Arguments, "idempotency_key")?.GetString() ?? call.IdempotencyKey;
        // Keys are kept as they are.
        if (passage.GivenKey is { } key && Secrets.IsIn(key))
            return Refuse(passage, Refusal.Input("idempotency_key", "a key of your own making", Secrets.Mask));
        passage.DryRun = call.DryRun || Own(call.Arguments, "dry_run") is { ValueKind: JsonValueKind.True };
        return new(Verdict.Pass);
    }

    /// <summary>Arguments as the action takes them.</summary>
    public static object? Bind(ActionSpec action, JsonElement arguments) => arguments.Deserialize(action.InputType, Binding);

    // What arguments may be is the catalogue's; that they were not is all there is to know.
    private static ValueTask<Verdict> Refuse(Passage passage, Refusal wrong)
    {
        passage.Basis.Schema = new() { Broke = wrong.Code["schema.".Length..] };
        return new(Verdict.Refuse(wrong));
    }

    private static JsonElement? Own(in JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}

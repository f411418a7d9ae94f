using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Policies;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>A policy is made or gets a new version. A new one only watches unless told otherwise; a known one keeps its mode.</summary>
[Action(
    "policies.save",
    Scope.Admin,
    "Save a policy",
    "Saves a policy as a new version: a rule in CEL or a filled template, type-checked and tried on its examples.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Save : Feature<Save.Input, Save.Output>
{
    public sealed record Input
    {
        [Bounds(3, 40)]
        public required string Name { get; init; }

        [Says("The condition, in CEL"), Bounds(1, 4000)]
        public string? When { get; init; }

        [OneOf("allow", "log_only", "mask", "require_approval", "deny")]
        public string? Effect { get; init; }

        [Says("Why, for whoever is stopped or decides"), Bounds(3, 300)]
        public string? Message { get; init; }

        [Says("A form to fill in instead of a rule"), Bounds(3, 40)]
        public string? Template { get; init; }

        [Says("The template's blanks")]
        public Dictionary<string, JsonElement>? Fill { get; init; }

        [OneOf("agents", "everyone")]
        public string? AppliesTo { get; init; }

        [Says("Judge reads too")]
        public bool? Reads { get; init; }

        [Says("Fields of answers, or the classes confidential and regulated"), Bounds(0, 50)]
        public string[]? Masks { get; init; }

        [Says("Variables with applies: true or false"), Bounds(0, 50)]
        public List<JsonElement>? Examples { get; init; }

        [OneOf("log_only", "on", "off")]
        public string? Mode { get; init; }
    }

    public sealed record Output
    {
        public required PolicyShown Policy { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var rule = Wording.Of(input);
        var body = rule.Write();
        var was = (await PolicyRow.All(reader)).Find(p => p.Name == rule.Name);
        var now = new PolicyRow
        {
            Id = was?.Id ?? call.NewId("pol"),
            Version = (was?.Version ?? 0) + 1,
            Name = rule.Name,
            Mode = input.Mode ?? was?.Mode ?? Policy.Watching,
            Effect = Ruling.WordOf(rule.Effect),
            Revision = (was?.Revision ?? 0) + (was?.Body == body ? 0 : 1),
            Hash = PolicyRule.HashOf(body),
            Body = body,
            UpdatedAt = call.Effective.ToUnixTimeMilliseconds(),
        };
        var plan = was is null ? new Plan().Insert(Policy.Kind, now.Id, Fields(now, call)) : Change(was, now, call);
        if (plan.IsEmpty)
            return Answer(new Output { Policy = PolicyShown.Of(was!) }, was!.Ref);
        if (was?.Body != body)
            plan.Insert(Policy.Version, call.NewId("pov"), VersionFields(now, call));
        plan = await InForce.With(plan, reader, call, now.Name, now.Mode, now.Hash);
        return Answer(new Output { Policy = PolicyShown.Of(now) }, plan);
    }

    /// <summary>The fields of a new policy.</summary>
    internal static IEnumerable<(string, object?)> Fields(PolicyRow row, Call call) =>
        [
            ("name", row.Name),
            ("mode", row.Mode),
            ("effect", row.Effect),
            ("revision", row.Revision),
            ("hash", row.Hash),
            ("body", row.Body),
            .. Columns.Born(call),
        ];

    /// <summary>The fields of its version.</summary>
    internal static IEnumerable<(string, object?)> VersionFields(PolicyRow row, Call call) =>
        [
            ("policy_id", row.Id),
            ("revision", row.Revision),
            ("hash", row.Hash),
            ("body", row.Body),
            ("saved_by", call.By.Person),
            .. Columns.Born(call),
        ];

    private static Plan Change(PolicyRow was, PolicyRow now, Call call) =>
        new Plan().Update(
            Policy.Kind,
            was.Id,
            was.Version,
            ("mode", was.Mode, now.Mode),
            ("effect", was.Effect, now.Effect),
            ("revision", was.Revision, now.Revision),
            ("hash", was.Hash, now.Hash),
            ("body", was.Body, now.Body),
            Columns.Moved(was.UpdatedAt, call)
        );
}

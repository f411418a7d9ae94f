using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Approvals;

/// <summary>
/// A person changes a held call. It is passed again with what was changed, judged in full as a call of the agent and the person together, and waits once
/// more: nobody approves what nobody has seen.
/// </summary>
[Action(
    "approvals.edit",
    Scope.Write,
    "Change a held call",
    "Changes arguments of a held call; what it would do then waits as a new approval.",
    Effect = Effect.Write,
    Offered = Offered.People
)]
public sealed class Edit : Feature<Edit.Input, Edit.Output>
{
    private static readonly Lazy<Gate.Catalogue> Known = new(Actions.Catalogue);

    public sealed record Input
    {
        [Id("apr")]
        public required string Id { get; init; }

        [Says("The hash of the plan that was seen")]
        public required string PlanHash { get; init; }

        [Says("An object of the arguments that change; null takes one out")]
        [Class(DataClass.Confidential)]
        public required JsonElement Arguments { get; init; }
    }

    public sealed record Output
    {
        /// <summary>The held call that was changed; its outcome names the approval that took its place.</summary>
        public required string Changed { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await ApprovalRow.NeedPending(reader, "id", input.Id);
        Decider.Check(row, call);
        Decider.Check(row, input.PlanHash);
        var held =
            await row.Unsealed(reader)
            ?? throw new RefusedException(
                new("approval.erased", $"What {row.Id} would do has been erased.", "Reject it; the agent can call again.")
                {
                    Record = row.Id,
                }
            );
        if (input.Arguments.ValueKind != JsonValueKind.Object)
            throw new RefusedException(Refusal.Input("arguments", "an object of arguments", Node.Came(input.Arguments)));
        var arguments = Changed(held.Arguments, input.Arguments);
        if (CanonicalJson.Hash(arguments) == CanonicalJson.Hash(held.Arguments))
            throw new RefusedException(Refusal.Input("arguments", "at least one that differs", "the same"));
        if (Known.Value.Find(row.Action)?.Takes.Check(arguments, "") is { } wrong)
            throw new RefusedException(wrong);
        return Answer(
            new Output { Changed = row.Id },
            new Plan().Update(
                HeldApproval.Kind,
                row.Id,
                row.Version,
                ("status", row.Status, "approved"),
                ("decided_by", row.DecidedBy, call.By.Person),
                ("decided_at", row.DecidedAt, call.At.ToUnixTimeMilliseconds()),
                ("edited", null, CanonicalJson.Text(arguments)),
                Columns.Moved(row.UpdatedAt, call)
            )
        );
    }

    private static JsonElement Changed(JsonElement arguments, JsonElement changes)
    {
        var changed = JsonObject.Create(arguments)!;
        foreach (var change in changes.EnumerateObject())
            if (change.Value.ValueKind == JsonValueKind.Null)
                changed.Remove(change.Name);
            else
                changed[change.Name] = JsonNode.Parse(change.Value.GetRawText());
        return JsonSerializer.SerializeToElement(changed);
    }
}

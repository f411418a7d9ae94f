using Headgate.Features.Organisations;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Approvals;

/// <summary>Nobody has decided on a held call in time: the next person is asked. The clock calls it; the call still expires when it would have.</summary>
[Action(
    "approvals.escalate",
    Scope.None,
    "Escalate a held call",
    "Asks the next person about a held call that nobody has decided in time.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class Escalate : Feature<Escalate.Input, Escalate.Output>
{
    private const string Usual = "admin";

    public sealed record Input
    {
        [Id("apr")]
        public required string Id { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Escalated { get; init; }

        /// <summary>The person or role that is asked now.</summary>
        public required Named To { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        // Nobody's door leads here, and whoever finds another is not the clock.
        if (call.Door != Door.Clock)
            throw new RefusedException(
                new("approval.clock_only", "Only the clock escalates.", "Decide on the call, or ask a colleague to.")
            );
        var row = await ApprovalRow.NeedPending(reader, "id", input.Id);
        if (row.EscalatedAt is not null)
            throw new RefusedException(
                new("approval.escalated", $"{row.Id} is escalated already.", "Nothing is left to do.") { Record = row.Id }
            );
        var to = await Next(Guardrails.Read((await OrganisationRow.Own(reader)).Guardrails).Approvals, reader);
        var plan = new Plan().Update(
            HeldApproval.Kind,
            row.Id,
            row.Version,
            ("escalated_at", row.EscalatedAt, call.At.ToUnixTimeMilliseconds()),
            ("escalated_to", row.EscalatedTo, to.Id),
            Columns.Moved(row.UpdatedAt, call)
        );
        return Answer(new Output { Escalated = row.Id, To = to }, plan);
    }

    /// <summary>Who is asked next, as the rules say; administrators when that person has left.</summary>
    internal static async ValueTask<Named> Next(ApprovalRules rules, Reader reader)
    {
        var to = rules.EscalateTo ?? Usual;
        if (!Ids.Is(to, "usr"))
            return new(to, to);
        var name = await reader.Word("SELECT name FROM users WHERE tenant = @tenant AND id = @id AND status = 'active'", ("id", to));
        return name is null ? new(Usual, Usual) : new(to, name);
    }

    /// <summary>The role or person that a caller names.</summary>
    /// <exception cref="RefusedException">Nobody, or somebody who may only look.</exception>
    internal static async ValueTask<string> Named(Reader reader, string given)
    {
        if (given.Trim().ToLowerInvariant() is var role && role is ("admin" or "revops"))
            return role;
        var person = await Owner.Resolve(reader, "escalate_to", given);
        return await reader.Word("SELECT role FROM users WHERE tenant = @tenant AND id = @id", ("id", person.Id)) == "auditor"
            ? throw new RefusedException(
                Refusal.Input("escalate_to", "somebody who may decide", $"{person.Name}, an auditor, who may only look")
            )
            : person.Id;
    }
}

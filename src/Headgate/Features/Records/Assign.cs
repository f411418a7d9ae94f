using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Records;

/// <summary>A new owner for records.</summary>
[Action(
    "records.assign",
    Scope.Write,
    "Assign records",
    "Changes the owner of up to 25 contacts, accounts and opportunities.",
    Effect = Effect.Write,
    Idempotent = true
)]
public sealed class Assign : Feature<Assign.Input, Assign.Output>
{
    public sealed record Input
    {
        [Id("con", "acc", "opp"), Bounds(1, 25)]
        public required string[] Ids { get; init; }

        [Says("me, name, e-mail or id"), Bounds(1, 254)]
        public required string Owner { get; init; }
    }

    public sealed record Output
    {
        public required Named Owner { get; init; }
        public required IReadOnlyList<Assigned> Records { get; init; }
    }

    /// <summary>A record, who owned it, and its version afterwards.</summary>
    public sealed record Assigned(string Id, string Name, Named? Was, long Version)
    {
        public bool? Untrusted => Provenance.IsName(Name) ? null : true;
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var owner = await Owner.Resolve(reader, "owner", input.Owner);
        var targets = await Target.NeedAll(reader, "ids", input.Ids);
        var plan = new Plan();
        foreach (var target in targets)
            plan.Update(
                target.Kind,
                target.Id,
                target.Version,
                ("owner_id", target.OwnerId, owner.Id),
                Columns.Moved(target.UpdatedAt, call)
            );
        var records = targets.Select(t => new Assigned(
            t.Id,
            t.Name,
            Named.Of(t.OwnerId, t.OwnerName),
            t.OwnerId == owner.Id ? t.Version : t.Version + 1
        ));
        return Answer(
            new Output { Owner = new(owner.Id, owner.Name), Records = [.. records] },
            plan,
            targets.Where(t => t.OwnerId == owner.Id).Select(t => t.Ref)
        );
    }
}

using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Accounts;

/// <summary>Accounts by whose and what, newest change first.</summary>
[Action("accounts.list", Scope.Read, "List accounts", "Lists accounts, latest change first, by owner, industry or tag.")]
public sealed class List : Feature<List.Input, Page<AccountShown>>
{
    public sealed record Input
    {
        [Says("me, name, e-mail or id")]
        public string? Owner { get; init; }
        public string? Industry { get; init; }
        public string? Tag { get; init; }

        [Moment]
        public string? UpdatedSince { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }

        [Says("Only these fields"), Bounds(1, 30)]
        public string[]? Fields { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var owner = input.Owner is null ? null : await Owner.Resolve(reader, "owner", input.Owner);
        var tag = input.Tag is null ? null : await Tags.Tag.Need(reader, "tag", input.Tag);
        var (rows, next) = await new Listing(reader, AccountRow.Select, "a.updated_at")
            .Seen("a.owner_id")
            .Where("a.owner_id = @owner", "owner", owner?.Id)
            .Where("a.industry = @industry", "industry", input.Industry?.Trim())
            .Where("a.updated_at >= @since", "since", call.Moment(input.UpdatedSince))
            .Where("a.id IN (SELECT record_id FROM taggings WHERE tenant = @tenant AND tag_id = @tag)", "tag", tag?.Id)
            .Read<AccountRow>(input.Limit, input.Cursor, r => (r.UpdatedAt, r.Id));
        return Answer(Narrow.To(new Page<AccountShown>([.. rows.Select(AccountShown.Of)], next), input.Fields), rows.Select(r => r.Ref));
    }
}

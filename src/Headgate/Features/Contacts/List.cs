using Headgate.Features.Organisations;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Contacts;

/// <summary>Contacts by who, where and when, newest change first.</summary>
[Action(
    "contacts.list",
    Scope.Read,
    "List contacts",
    "Lists contacts and leads, latest change first, by owner, account, lifecycle, status or tag."
)]
public sealed class List : Feature<List.Input, Page<ContactShown>>
{
    public sealed record Input
    {
        [Says("me, name, e-mail or id")]
        public string? Owner { get; init; }

        [Id("acc")]
        public string? AccountId { get; init; }
        public string? Lifecycle { get; init; }
        public string? Status { get; init; }
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
        var lifecycle = input.Lifecycle is null ? null : await Choice.Need(reader, "lifecycle", "contact.lifecycle", input.Lifecycle);
        var status = input.Status is null ? null : await Choice.Need(reader, "status", "contact.status", input.Status);
        var tag = input.Tag is null ? null : await Tags.Tag.Need(reader, "tag", input.Tag);
        var (rows, next) = await new Listing(reader, ContactRow.Select, "c.updated_at")
            .Seen("c.owner_id")
            .Where("c.owner_id = @owner", "owner", owner?.Id)
            .Where("c.account_id = @account", "account", input.AccountId)
            .Where("c.lifecycle = @lifecycle", "lifecycle", lifecycle)
            .Where("c.status = @status", "status", status)
            .Where("c.updated_at >= @since", "since", call.Moment(input.UpdatedSince))
            .Where("c.id IN (SELECT record_id FROM taggings WHERE tenant = @tenant AND tag_id = @tag)", "tag", tag?.Id)
            .Read<ContactRow>(input.Limit, input.Cursor, r => (r.UpdatedAt, r.Id));
        return Answer(Narrow.To(new Page<ContactShown>([.. rows.Select(ContactShown.Of)], next), input.Fields), rows.Select(r => r.Ref));
    }
}

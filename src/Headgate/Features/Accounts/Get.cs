using Headgate.Features.Activities;
using Headgate.Features.Contacts;
using Headgate.Features.Opportunities;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Accounts;

/// <summary>One account, and what belongs to it when asked for.</summary>
[Action(
    "accounts.get",
    Scope.Read,
    "Get an account",
    "Gets one account by id; include adds its contacts, open opportunities and the latest 20 activities.",
    Aliases = ["get_account"]
)]
public sealed class Get : Feature<Get.Input, Get.Output>
{
    public sealed record Input
    {
        [Id("acc")]
        public required string Id { get; init; }

        [OneOf("contacts", "opportunities", "activity"), Bounds(0, 3)]
        public string[]? Include { get; init; }
    }

    public sealed record Output
    {
        public required AccountFull Account { get; init; }

        [Says("The id that was asked for, which was merged into this one")]
        [Class(DataClass.Internal)]
        public string? Merged { get; init; }
        public IReadOnlyList<ContactShown>? Contacts { get; init; }
        public IReadOnlyList<OpportunityBrief>? Opportunities { get; init; }
        public IReadOnlyList<ActivityShown>? Activity { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await AccountRow.Follow(reader, "id", input.Id);
        var include = input.Include ?? [];
        var contacts = include.Contains("contacts") ? await ContactsOf(reader, row.Id) : null;
        var opportunities = include.Contains("opportunities") ? await OpportunityBrief.OpenOf(reader, row.Id) : null;
        var activity = include.Contains("activity") ? await ActivityRow.OfAccount(reader, row.Id) : null;
        var output = new Output
        {
            Account = await AccountFull.Of(reader, row),
            Merged = row.Id == input.Id ? null : input.Id,
            Contacts = contacts is null ? null : [.. contacts.Select(ContactShown.Of)],
            Opportunities = opportunities,
            Activity = activity is null ? null : [.. activity.Select(ActivityShown.Of)],
        };
        return Answer(
            output,
            [
                row.Ref,
                .. contacts?.Select(c => c.Ref) ?? [],
                .. opportunities?.Select(o => new RecordRef(o.Id, o.Version)) ?? [],
                .. activity?.Select(a => a.Ref) ?? [],
            ]
        );
    }

    private static ValueTask<List<ContactRow>> ContactsOf(Reader reader, string account) =>
        reader.All<ContactRow>(
            $"{ContactRow.Select} AND c.account_id = @account{reader.Visible("c.owner_id")} ORDER BY c.updated_at DESC, c.id DESC LIMIT 50",
            ("account", account)
        );
}

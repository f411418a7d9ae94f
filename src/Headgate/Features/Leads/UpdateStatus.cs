using Headgate.Features.Contacts;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Leads;

/// <summary>The status of a lead or contact, one of those that are configured.</summary>
[Action(
    "leads.update_status",
    Scope.Write,
    "Update a lead's status",
    "Updates the status of a lead or contact to a configured one.",
    Effect = Effect.Write,
    Idempotent = true,
    Toolset = "leads",
    Aliases = ["update_lead_status"]
)]
public sealed class UpdateStatus : Feature<UpdateStatus.Input, UpdateStatus.Output>
{
    public sealed record Input
    {
        [Id("con")]
        public required string Id { get; init; }

        [Bounds(1, 100)]
        public required string Status { get; init; }

        [Says("Refuse if the record has changed since this version")]
        public long? ExpectedVersion { get; init; }
    }

    public sealed record Output
    {
        public required ContactShown Lead { get; init; }
        public required string Was { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await ContactRow.Need(reader, "id", input.Id);
        Expect.Version(input.ExpectedVersion, row.Id, row.Version);
        var status = await Choice.Need(reader, "status", "contact.status", input.Status);
        var edit = new Edit(call).Set("status", row.Status, status);
        var shown = ContactShown.Of(row) with
        {
            Status = status,
            UpdatedAt = Show.Time(edit.Names.Count > 0 ? call.Effective.ToUnixTimeMilliseconds() : row.UpdatedAt),
            Version = edit.VersionAfter(row.Version),
        };
        var plan = edit.PlanFor(Contact.Kind, row.Id, row.Version, row.UpdatedAt);
        return Answer(new Output { Lead = shown, Was = row.Status }, plan, row.Ref);
    }
}

using System.Text.Json;
using Headgate.Features.Contacts;
using Headgate.Features.Organisations;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Leads;

/// <summary>A new lead: a contact whose lifecycle is <c>lead</c>. It takes the same claim as a contact, so that nobody exists as both.</summary>
[Action(
    "leads.create",
    Scope.Write,
    "Create a lead",
    "Creates a lead, or names the lead or contact that already has the e-mail address.",
    Effect = Effect.Write,
    Creates = true,
    Toolset = "leads",
    Aliases = ["create_lead"]
)]
public sealed class Create : Feature<Create.Input, Create.Output>
{
    public sealed record Input : IMayExist
    {
        [Bounds(1, 200)]
        public required string Name { get; init; }

        [Email, Bounds(3, 254), TakesHandle("email")]
        public string? Email { get; init; }

        [Bounds(3, 40), TakesHandle("phone")]
        public string? Phone { get; init; }

        [Bounds(1, 200)]
        public string? Title { get; init; }

        [Bounds(1, 200)]
        public string? Company { get; init; }

        [Says("me, name, e-mail or id")]
        public string? Owner { get; init; }
        public string? Status { get; init; }
        public string? Source { get; init; }

        [Bounds(0, 5000), Class(DataClass.Confidential, Prose = true)]
        public string? Description { get; init; }

        [Says("Custom fields by key")]
        public Dictionary<string, JsonElement>? Custom { get; init; }

        [Says("If it exists: refuse, fill its empty fields, or make another"), OneOf("refuse", "update", "allow")]
        public string? OnDuplicate { get; init; }
    }

    public sealed record Output : INamesSimilar
    {
        public required ContactShown Lead { get; init; }

        [Says("Existing ones that may be the same")]
        public IReadOnlyList<SimilarRecord>? Similar { get; set; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var owner = await Owner.Resolve(reader, "owner", input.Owner ?? "me");
        var row = new ContactRow
        {
            Id = call.NewId("con"),
            Version = 1,
            Name = input.Name.Trim(),
            Email = input.Email?.Trim(),
            Phone = input.Phone,
            Title = input.Title,
            Company = input.Company?.Trim(),
            OwnerId = owner.Id,
            OwnerName = owner.Name,
            Lifecycle = await Choice.Need(reader, "lifecycle", "contact.lifecycle", Lead.Lifecycle),
            Status = await Choice.Need(reader, "status", "contact.status", input.Status ?? "new"),
            Source = input.Source,
            Description = input.Description,
            Custom = await CustomValues.Merge(reader, Contact.Kind, null, input.Custom),
            UpdatedAt = call.Effective.ToUnixTimeMilliseconds(),
        };
        return await Fill.Of(input, row, call, reader) is var (shown, plan, known)
            ? Answer(new Output { Lead = shown }, plan, known)
            : Answer(new Output { Lead = ContactShown.Of(row) }, Contacts.Create.PlanOf(row, call));
    }
}

using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Contacts;

/// <summary>One contact.</summary>
[Action("contacts.get", Scope.Read, "Get a contact", "Gets one contact by id.")]
public sealed class Get : Feature<Get.Input, Get.Output>
{
    public sealed record Input
    {
        [Id("con")]
        public required string Id { get; init; }
    }

    public sealed record Output
    {
        public required ContactShown Contact { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await ContactRow.Need(reader, "id", input.Id);
        return Answer(new Output { Contact = ContactShown.Of(row) }, row.Ref);
    }
}

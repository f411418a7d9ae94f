using Headgate.Features.Limits;
using Headgate.Gate;
using Headgate.Gate.Breakers;
using Headgate.Store;

namespace Headgate.Features.Organisations;

/// <summary>The organisation's settings.</summary>
[Action(
    "org.get",
    Scope.Admin,
    "Get the organisation",
    "Gets the organisation's settings: outbound switch with who, when and why, ideal customer, qualified, zone, currency; what is left of limits."
)]
public sealed class Get : Feature<Get.Input, Get.Output>
{
    public sealed record Input;

    public sealed record Output
    {
        public required OrganisationShown Organisation { get; init; }
        public required IReadOnlyList<LimitShown> Limits { get; init; }
        public IReadOnlyList<OpenBreaker>? Breakers { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        return Answer(
            new Output
            {
                Organisation = await OrganisationShown.Of(reader, row),
                Limits = await LimitShown.Of(reader, call, Guardrails.Read(row.Guardrails).InForce.Limits),
                Breakers = reader.Breakers?.Invoke() is { Count: > 0 } open ? open : null,
            },
            new RecordRef(row.Id, row.Version)
        );
    }
}

using Headgate.Features.Calendars;
using Headgate.Features.Organisations;
using Headgate.Features.Pipelines;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Demo;

/// <summary>What is there before the company is: its organisation, administrator and first pipeline.</summary>
internal sealed class Ground
{
    public required string Tenant { get; init; }
    public required UserRow Admin { get; init; }
    public required CalendarRow? Calendar { get; init; }
    public required string SalesPipeline { get; init; }
    public required IReadOnlyList<StageRow> SalesStages { get; init; }
    public required OrganisationRow Organisation { get; init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedException">The first pipeline is not the one that every organisation begins with.</exception>
    public static async ValueTask<Ground> Of(Reader reader)
    {
        var organisation = await OrganisationRow.Own(reader);
        var pipeline = await Stages.NeedPipeline(reader, "pipeline", null);
        var stages = await Stages.Of(reader, pipeline.Id);
        if (stages.Count(s => s.Kind == "open") < 4 || !stages.Exists(s => s.Kind == "won") || !stages.Exists(s => s.Kind == "lost"))
            throw new RefusedException(
                new(
                    "demo.pipeline",
                    "The first pipeline is not the one that a new organisation has.",
                    "Seed the demo into a fresh data folder."
                )
            );
        return new()
        {
            Tenant = organisation.Id,
            Admin =
                await reader.First<UserRow>("SELECT u.* FROM users u WHERE u.tenant = @tenant AND u.id = @id", ("id", reader.By.Person))
                ?? throw new RefusedException(Refusal.NotFound("person", reader.By.Person)),
            Calendar = await reader.First<CalendarRow>(
                "SELECT c.* FROM calendars c WHERE c.tenant = @tenant AND c.user_id = @id ORDER BY c.id LIMIT 1",
                ("id", reader.By.Person)
            ),
            SalesPipeline = pipeline.Id,
            SalesStages = stages,
            Organisation = organisation,
        };
    }
}

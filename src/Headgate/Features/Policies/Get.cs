using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Policies;

/// <summary>One policy with its examples and every version it had.</summary>
[Action("policies.get", Scope.Admin, "Get a policy", "Gets one policy with its examples and all its versions.", Offered = Offered.People)]
public sealed class Get : Feature<Get.Input, Get.Output>
{
    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 40)]
        public required string Name { get; init; }
    }

    public sealed record Output
    {
        public required PolicyShown Policy { get; init; }
        public required IReadOnlyList<JsonElement> Examples { get; init; }
        public required IReadOnlyList<VersionShown> Versions { get; init; }
    }

    public sealed record VersionShown
    {
        public required long Revision { get; init; }
        public required string Hash { get; init; }
        public required string When { get; init; }
        public required string SavedBy { get; init; }
        public required string SavedAt { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await PolicyRow.Need(reader, "name", input.Name);
        var versions = await reader.All<VersionRow>(
            "SELECT v.revision, v.hash, v.body, v.saved_by, v.created_at FROM policy_versions v WHERE v.tenant = @tenant AND v.policy_id = @id ORDER BY v.revision DESC LIMIT 100",
            ("id", row.Id)
        );
        return Answer(
            new Output
            {
                Policy = PolicyShown.Of(row),
                Examples =
                [
                    .. (row.Rule.Examples ?? []).Select(e =>
                        JsonSerializer.SerializeToElement(new { applies = e.Applies, given = e.Given })
                    ),
                ],
                Versions =
                [
                    .. versions.Select(v => new VersionShown
                    {
                        Revision = v.Revision,
                        Hash = v.Hash,
                        When = Headgate.Policies.PolicyRule.Read(v.Body).When,
                        SavedBy = v.SavedBy,
                        SavedAt = Show.Time(v.CreatedAt)!,
                    }),
                ],
            },
            row.Ref
        );
    }

    private sealed class VersionRow
    {
        public long Revision { get; init; }
        public string Hash { get; init; } = "";
        public string Body { get; init; } = "";
        public string SavedBy { get; init; } = "";
        public long CreatedAt { get; init; }
    }
}

using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Records;

/// <summary>Tags on records. Only tags that exist; no record gets a new version by it.</summary>
[Action(
    "records.tag",
    Scope.Write,
    "Tag records",
    "Adds and removes existing tags on up to 25 contacts, accounts and opportunities.",
    Effect = Effect.Write,
    Idempotent = true
)]
public sealed class Tag : Feature<Tag.Input, Tag.Output>
{
    public sealed record Input
    {
        [Id("con", "acc", "opp"), Bounds(1, 25)]
        public required string[] Ids { get; init; }

        [Bounds(0, 10)]
        public string[]? Add { get; init; }

        [Bounds(0, 10)]
        public string[]? Remove { get; init; }
    }

    public sealed record Output
    {
        public required IReadOnlyList<Tagged> Records { get; init; }
    }

    /// <summary>A record and the tags that it carries afterwards.</summary>
    public sealed record Tagged(string Id, string Name, IReadOnlyList<string> Tags)
    {
        public bool? Untrusted => Provenance.IsName(Name) ? null : true;
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var add = await Named(reader, "add", input.Add);
        var remove = await Named(reader, "remove", input.Remove);
        if (add.Count + remove.Count == 0)
            throw new RefusedException(Refusal.Input("add", "at least one tag to add or to remove", "none"));
        if (add.Find(a => remove.Exists(r => r.Id == a.Id)) is { } both)
            throw new RefusedException(Refusal.Input("remove", "other tags than add", Text.Shown(both.Name)));
        var targets = await Target.NeedAll(reader, "ids", input.Ids);
        var plan = new Plan();
        var ordinal = 0;
        var tagged = new List<Tagged>();
        foreach (var target in targets)
        {
            var there = await reader.All<TaggingRow>(TaggingRow.Select, ("record", target.Id));
            foreach (var tag in add.Where(a => !there.Exists(t => t.TagId == a.Id)))
                plan.Insert(
                    Tags.Tag.Tagging,
                    call.NewId("tgg", ordinal++),
                    ("tag_id", tag.Id),
                    ("record_id", target.Id),
                    ("created_at", call.Effective.ToUnixTimeMilliseconds())
                );
            foreach (var gone in there.Where(t => remove.Exists(r => r.Id == t.TagId)))
                plan.Delete(Tags.Tag.Tagging, gone.Id, gone.Version);
            var names = there.Where(t => !remove.Exists(r => r.Id == t.TagId)).Select(t => t.Name).Union(add.Select(a => a.Name));
            tagged.Add(new(target.Id, target.Name, [.. names.Order(StringComparer.Ordinal)]));
        }
        return Answer(new Output { Records = tagged }, plan, targets.Select(t => t.Ref));
    }

    private static async ValueTask<List<Tags.Tag>> Named(Reader reader, string field, string[]? names)
    {
        var tags = new List<Tags.Tag>();
        foreach (var name in names ?? [])
        {
            var tag = await Tags.Tag.Need(reader, field, name);
            if (!tags.Exists(t => t.Id == tag.Id))
                tags.Add(tag);
        }
        return tags;
    }

    private sealed class TaggingRow
    {
        public const string Select =
            "SELECT g.id, g.version, g.tag_id, t.name FROM taggings g JOIN tags t ON t.tenant = g.tenant AND t.id = g.tag_id "
            + "WHERE g.tenant = @tenant AND g.record_id = @record ORDER BY g.id";

        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string TagId { get; init; } = "";
        public string Name { get; init; } = "";
    }
}

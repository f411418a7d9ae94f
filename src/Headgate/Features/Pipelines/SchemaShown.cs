using System.Text.Json;
using Headgate.Store;

namespace Headgate.Features.Pipelines;

/// <summary>The words that the organisation allows and the fields that it added: what a caller must know before it writes.</summary>
public sealed record SchemaShown
{
    /// <summary>Statuses, lifecycles, sources and reasons by list (<c>contact.status</c>).</summary>
    public required IReadOnlyList<Allowed> Values { get; init; }
    public required IReadOnlyList<AddedField> CustomFields { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The names that one list allows, in order.</summary>
    public sealed record Allowed(string List, IReadOnlyList<string> Names);

    /// <summary>A field that the organisation added to a noun.</summary>
    public sealed record AddedField(string Noun, string Key, string Label, string Type, IReadOnlyList<string>? Options);

    /// <summary>Those of the caller's organisation.</summary>
    public static async ValueTask<SchemaShown> Of(Reader reader)
    {
        var choices = await reader.All<ChoiceRow>("SELECT list, name FROM choices WHERE tenant = @tenant ORDER BY list, ordinal, name");
        var fields = await reader.All<FieldRow>(
            "SELECT noun, field_key, label, type, options FROM custom_fields WHERE tenant = @tenant ORDER BY noun, field_key"
        );
        var tags = await reader.All<TagRow>("SELECT name FROM tags WHERE tenant = @tenant ORDER BY name LIMIT 1000");
        return new()
        {
            Values = [.. choices.GroupBy(c => c.List).Select(g => new Allowed(g.Key, [.. g.Select(c => c.Name)]))],
            CustomFields = [.. fields.Select(f => new AddedField(f.Noun, f.FieldKey, f.Label, f.Type, Options(f.Options)))],
            Tags = [.. tags.Select(t => t.Name)],
        };
    }

    private static string[]? Options(string? json) => json is null ? null : JsonSerializer.Deserialize<string[]>(json);

    private sealed class ChoiceRow
    {
        public string List { get; init; } = "";
        public string Name { get; init; } = "";
    }

    private sealed class FieldRow
    {
        public string Noun { get; init; } = "";
        public string FieldKey { get; init; } = "";
        public string Label { get; init; } = "";
        public string Type { get; init; } = "";
        public string? Options { get; init; }
    }

    private sealed class TagRow
    {
        public string Name { get; init; } = "";
    }
}

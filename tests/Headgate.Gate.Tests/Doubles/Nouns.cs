using System.Collections.Concurrent;

namespace Headgate.Gate.Tests.Doubles;

/// <summary>Kinds of record by any name that a guard knows, all with the fields that guards look at.</summary>
public static class Nouns
{
    private static readonly ConcurrentDictionary<string, RecordKind> Made = new(StringComparer.Ordinal);

    /// <summary>The kind of that name; its ids begin with the first three letters.</summary>
    public static RecordKind Of(string name) => Made.GetOrAdd(name, n => new(n, n[..3], n + "s", [.. Fields, Origin]));

    /// <summary>A kind whose records do not say where they come from.</summary>
    public static RecordKind Plain { get; } = new("plain", "pla", "plains", [.. Fields]);

    private static IEnumerable<Field> Fields =>
        [
            new("account_id", DataClass.Internal),
            new("amount_minor", DataClass.Internal, Holds.Whole),
            new("body", DataClass.Confidential) { Prose = true },
            new("city", DataClass.Internal),
            new("company", DataClass.Internal),
            new("country", DataClass.Internal),
            new("currency", DataClass.Internal),
            new("custom", DataClass.Confidential, Holds.Json),
            new("documents", DataClass.Internal, Holds.Json),
            new("domain", DataClass.Internal),
            new("due_date", DataClass.Internal),
            new("email", DataClass.Confidential),
            new("kind", DataClass.Internal),
            new("lifecycle", DataClass.Internal) { Told = true },
            new("linkedin", DataClass.Confidential),
            new("merged_into", DataClass.Internal),
            new("name", DataClass.Internal),
            new("outbound", DataClass.Internal),
            new("outbound_by", DataClass.Internal),
            new("owner_id", DataClass.Internal) { Told = true },
            new("phone", DataClass.Confidential),
            new("pipeline_id", DataClass.Internal),
            new("priority", DataClass.Internal),
            new("score", DataClass.Internal, Holds.Whole),
            new("stage_id", DataClass.Internal),
            new("status", DataClass.Internal),
            new("subject", DataClass.Confidential) { Prose = true },
            new("time_zone", DataClass.Internal),
            new("touched_by", DataClass.Internal) { Bookkeeping = true },
            new("updated_at", DataClass.Public, Holds.Whole) { Bookkeeping = true },
            new("website", DataClass.Internal),
        ];

    private static Field Origin => new(Provenance.Field, DataClass.Internal) { Bookkeeping = true };
}

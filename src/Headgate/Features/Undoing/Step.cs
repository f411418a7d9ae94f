namespace Headgate.Features.Undoing;

/// <summary>One change of one record, as its before-image tells it.</summary>
internal sealed class Step
{
    public string EventId { get; init; } = "";
    public long Seq { get; init; }
    public long At { get; init; }
    public string Actor { get; init; } = "";
    public string RecordId { get; init; } = "";
    public long Gone { get; init; }
    public string Subject { get; init; } = "";
    public byte[] Sealed { get; init; } = [];

    /// <summary>Whether it is to be undone.</summary>
    public bool Ours { get; set; }

    /// <summary>What the fields were before; nothing when the key of whom they were about is destroyed.</summary>
    public IReadOnlyDictionary<string, object?>? Was { get; set; }

    /// <summary>What a field was before; nothing, and false, when it does not tell.</summary>
    public bool Tells(string field, out object? was)
    {
        was = null;
        return Was is not null && Was.TryGetValue(field, out was);
    }
}

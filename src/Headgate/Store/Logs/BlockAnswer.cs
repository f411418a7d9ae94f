namespace Headgate.Store.Logs;

/// <summary>Which values of a block's fields a question takes.</summary>
internal sealed class BlockAnswer(int fields)
{
    /// <summary>By field, which of its values are asked for; nothing where any is.</summary>
    public bool[]?[] Taken { get; } = new bool[]?[fields];

    /// <summary>By field, which of its values hold the text that is asked for.</summary>
    public bool[]?[] Saying { get; } = new bool[]?[fields];

    /// <summary>By field, how many bytes a value's number takes.</summary>
    public int[] Widths { get; } = new int[fields];

    /// <summary>Whether a text is asked for.</summary>
    public bool AsksText { get; set; }
}

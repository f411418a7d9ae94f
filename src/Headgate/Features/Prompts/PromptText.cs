using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Prompts;

/// <summary>A prompt with its live data. A client gets the text, and behind it the details as far as its grant shows them.</summary>
/// <param name="Description">What the prompt is for, in one sentence.</param>
/// <param name="Text">The task, then the data.</param>
[Class(DataClass.Internal)]
public sealed record PromptText([property: Class(DataClass.Internal)] string Description, string Text)
{
    /// <summary>The part of the data that is confidential: cash flow, messages, notes.</summary>
    [Class(DataClass.Confidential, Prose = true)]
    public string? Details { get; init; }

    /// <summary>True when part of it came from outside.</summary>
    public bool? Untrusted { get; init; }
}

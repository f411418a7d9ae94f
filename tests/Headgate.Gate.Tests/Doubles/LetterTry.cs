using System.Text.Json;
using Headgate.Gate.Schemas;

namespace Headgate.Gate.Tests.Doubles;

/// <summary>Takes texts of every sort that what is classified may or may not stand in.</summary>
[Action("letter.try", Scope.Write, "Try", "Tries every sort of text.", Effect = Effect.Write)]
public sealed class LetterTry() : Deed(typeof(Input), typeof(Nothing))
{
    /// <summary>Takes.</summary>
    public sealed record Input
    {
        public string? Name { get; init; }

        [TakesHandle("email")]
        public string? To { get; init; }

        [Class(DataClass.Confidential, Prose = true)]
        public string? Body { get; init; }

        [Id("con")]
        public string? Contact { get; init; }

        [OneOf("red", "green")]
        public string? Colour { get; init; }

        public IReadOnlyList<Copy>? Copies { get; init; }

        public IReadOnlyList<string>? Tags { get; init; }

        public Dictionary<string, JsonElement>? Custom { get; init; }

        public string? Cursor { get; init; }
    }

    /// <summary>A part of a list.</summary>
    public sealed record Copy
    {
        [TakesHandle("email")]
        public string? To { get; init; }

        public string? Cursor { get; init; }
    }

    /// <inheritdoc/>
    public override Decision Decide(Passage passage, MemoryLedger ledger) => new(new Nothing(), Plan.Empty);
}

using System.Text.Json.Serialization;
using Headgate.Gate.Matching;

namespace Headgate.Gate.Grounds;

/// <summary>Who held a plan's keys, and who is how much alike.</summary>
public sealed record DedupeGround
{
    /// <summary>Whether the caller says that another one is wanted.</summary>
    public bool Allowed { get; init; }

    /// <summary>How many records of the plan were compared.</summary>
    public int Compared { get; init; }

    /// <summary>The likest record of each that was compared, where there is one.</summary>
    public IReadOnlyList<Alike>? Found { get; init; }

    /// <summary>Records that held a key of the plan.</summary>
    public IReadOnlyList<Holder>? Holders { get; init; }

    /// <summary>Whether a person acts.</summary>
    public bool Person { get; init; }

    /// <summary>A record that is like one of the plan; weights in hundredths of a bit.</summary>
    public sealed record Alike
    {
        /// <summary>The weight of evidence that they are one.</summary>
        public long Bits { get; init; }

        /// <summary>The record.</summary>
        public string Id { get; init; } = "";

        /// <summary>Whether more than a name, an employer and a city says so.</summary>
        public bool Own { get; init; }

        /// <summary>From here on they are one.</summary>
        public long Same { get; init; }

        /// <summary>From here on somebody should look.</summary>
        public long Similar { get; init; }

        /// <summary>What it comes to.</summary>
        [JsonIgnore]
        public Grade Grade => Match.GradeOf(Bits, Own, Same, Similar);
    }

    /// <summary>Who held a key.</summary>
    public sealed record Holder
    {
        /// <summary>Whether the plan takes the key from it.</summary>
        public bool GivenUp { get; init; }

        /// <summary>The record, or the approval that keeps the key for a call.</summary>
        public string Id { get; init; } = "";

        /// <summary>The kind of key.</summary>
        public string Key { get; init; } = "";

        /// <summary>Whether it is what the call itself kept.</summary>
        public bool Own { get; init; }

        /// <summary>Whether that approval still waits.</summary>
        public bool Waits { get; init; }

        /// <summary>Whether it stands in the way.</summary>
        [JsonIgnore]
        public bool Stands => !Own && !GivenUp && (!Ids.Is(Id, "apr") || Waits);
    }

    /// <summary>The word on the plan: a refusal, <c>dedupe.similar</c> when a person should look, or nothing.</summary>
    public string? OfPlan()
    {
        if (Holders?.FirstOrDefault(h => h.Stands) is { } holder)
            return Of(holder.Id);
        if (!Allowed && Found?.Any(f => f.Grade == Grade.Same) == true)
            return "dedupe.exists";
        return !Person && Found?.Any(f => f.Grade != Grade.Different) == true ? "dedupe.similar" : null;
    }

    /// <summary>The refusal of a key that somebody holds.</summary>
    public static string Of(string holder) => Ids.Is(holder, "apr") ? "dedupe.pending" : "dedupe.exists";
}

namespace Headgate.Gate.Grounds;

/// <summary>What the policies in force said, and of what; what they saw is sealed beside the event of a write.</summary>
public sealed record PolicyGround
{
    private const int MostTold = 40;
    private const int Shown = 12;
    private const string Asks = "require_approval";

    /// <summary>How many were asked.</summary>
    public int Asked { get; init; }

    /// <summary>How many facts were read for them.</summary>
    public int Facts { get; init; }

    /// <summary>The hash of those facts.</summary>
    public string? FactsSha256 { get; init; }

    /// <summary>Whether anything was planned.</summary>
    public bool Plans { get; init; }

    /// <summary>What applied: the policy, its version and its word; <c>would</c> where it only watches.</summary>
    public IReadOnlyList<string>? Rulings { get; init; }

    /// <summary>The hash of the policies in force.</summary>
    public string Set { get; init; } = "";

    /// <summary>Of a judgement; nothing where nothing was said.</summary>
    public static PolicyGround? Of(Judgement judgement, bool plans) =>
        judgement.Rulings.Count == 0 && (judgement.Asked == 0 || !plans)
            ? null
            : new()
            {
                Asked = judgement.Asked,
                Facts = judgement.Facts,
                FactsSha256 = judgement.Facts == 0 ? null : judgement.FactsHash,
                Plans = plans,
                Rulings = judgement.Rulings.Count == 0 ? null : [.. judgement.Rulings.Select(Line)],
                Set = judgement.Set,
            };

    /// <summary>A ruling as one line.</summary>
    public static string Line(Ruling ruling) => $"{ruling.Policy}@{Short(ruling.Hash)} {(ruling.Watches ? "would " : "")}{ruling.Word}";

    /// <summary>What is told of it in the audit, whatever comes of it.</summary>
    public IEnumerable<string> Told()
    {
        if (Asked == 0)
            yield break;
        var rulings = Rulings ?? [];
        yield return $"{Asked} asked, set {Short(Set)}" + (Facts == 0 ? "" : $", {Facts} facts {Short(FactsSha256 ?? "")}");
        foreach (var ruling in rulings.Take(MostTold))
            yield return ruling;
        if (rulings.Count > MostTold)
            yield return $"and {rulings.Count - MostTold} more";
    }

    /// <summary>The word on the plan; nothing when it passes or a person is asked.</summary>
    public string? OfPlan() =>
        Says("failed") ? "policy.failed"
        : Says("deny") ? "policy.denied"
        : null;

    /// <summary>The codes that hold it: none where another policy allows it.</summary>
    public IReadOnlyList<string> Holds() =>
        Says("allow") || !Says(Asks) ? [] : [.. Rulings!.Where(r => Is(r, Asks)).Select(r => "policy." + r[..r.LastIndexOf('@')])];

    // The hashes of tests are short.
    private static string Short(string hash) => hash[..Math.Min(Shown, hash.Length)];

    private bool Says(string word) => Rulings?.Any(r => Is(r, word)) == true;

    // The word stands alone behind the hash; one that only watches has another before it.
    private static bool Is(string ruling, string word) =>
        ruling.AsSpan(ruling.LastIndexOf('@') + 1) is var said && said[(said.IndexOf(' ') + 1)..].SequenceEqual(word);
}

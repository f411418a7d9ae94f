using System.Reflection;
using Headgate.Gate;
using Headgate.Hosting;

namespace Headgate.Tests.Architecture;

/// <summary>Who may know whom. The table is all there is: an arrow that it does not name is red, and so is one that nobody uses any more.</summary>
public sealed class ArrowTests
{
    private const string Any = "*";

    private static readonly Assembly Product = typeof(Site).Assembly;

    // From, to, and the types that may be known there.
    private static readonly IReadOnlyList<(string From, string To, string[] Types)> Allowed =
    [
        ("Features", "Gate", [Any]),
        // What reads, and nothing that writes; the hash under which a secret is kept.
        (
            "Features",
            "Store",
            [
                "Reader",
                "ReaderAction",
                "Listing",
                "Search",
                "Words",
                "Dialect",
                "Credentials",
                "HeldCall",
                "RecordedCall",
                "RecordedCalls",
                "Traces",
                "KeptCall",
                "KeptState",
                "StoredLog",
                "LogState",
                "SignedHead",
                "EventColumns",
                "EventFilter",
                "EventSearch",
                "Cursors",
                "KeptClass",
            ]
        ),
        ("Features", "Policies", [Any]),
        // An event's proof is made where it is asked for.
        ("Features", "Log", ["LogProof", "SignedNote", "TiledTree", "TreeHash"]),
        ("Store", "Log", [Any]),
        // An exported log is verified by the code that knows nothing of ours.
        ("Doors", "Verify", [Any]),
        // What is wrong with a rule, for whoever saves it.
        ("Features", "Cel", ["Compilation", "CelError", "Rule"]),
        ("Store", "Gate", [Any]),
        // The store reads the facts that rules ask for; the rules know no store.
        ("Store", "Policies", [Any]),
        // Where the language meets the CRM, and nowhere else.
        ("Policies", "Gate", [Any]),
        ("Policies", "Cel", [Any]),
        ("Hosting", "Gate", [Any]),
        ("Hosting", "Store", [Any]),
        // And what a recorded call is sealed for; whether a client's document may be on this machine; what of a provider's tokens is believed.
        ("Hosting", "Features", ["Actions", "Recorded", "Connecting", "IdentityProviderRow", "ProviderRules"]),
        // What witnesses are asked, and what they answer.
        (
            "Hosting",
            "Log",
            [
                "Checkpoint",
                "Cosigner",
                "Cosigning",
                "LogException",
                "NoteKey",
                "NoteSignature",
                "NoteSigner",
                "SignedNote",
                "TreeHash",
                "WitnessRequest",
            ]
        ),
        // The dispatcher alone calls one.
        ("Hosting", "Connectors", [Any]),
        ("Doors", "Gate", [Any]),
        ("Doors", "Hosting", [Any]),
        // Who a credential is, and why a store cannot be used.
        // Whom a password or passkey is compared for.
        (
            "Doors",
            "Store",
            ["StoreException", "Verified", "CredentialKind", "Credentials", "LogReport", "Claimant", "KeptFactor", "SignIns"]
        ),
        // The command line reads files into what an import takes, and names its reasons.
        ("Doors", "Features", ["Address", "Begin", "Columns", "Intakes", "Reason", "Reasons", "RecoveryCode", "Remark", "WebDomain"]),
        // The trials know a server only by its protocol; the command line starts them.
        ("Doors", "Torture", ["Scorecard", "Target", "Trial", "Finding", "Verdict"]),
        ("Torture", "Hosting", ["Product"]),
        ("Program", "Doors", [Any]),
        ("Program", "Hosting", ["Server"]),
        // The one place that puts doors up.
        ("Hosting.Server", "Doors", [Any]),
    ];

    [Fact]
    public void Every_arrow_is_in_the_table()
    {
        var arrows = Arrows().ToList();
        Assert.True(arrows.Count > 500, $"Only {arrows.Count} arrows were found.");
        var strange = arrows.Where(a => !Allowed.Any(row => Covers(row, a))).Select(a => $"{a.From} → {a.To}").Distinct().ToList();
        Assert.True(strange.Count == 0, string.Join('\n', strange));
    }

    [Fact]
    public void Every_row_of_the_table_is_used()
    {
        var arrows = Arrows().ToList();
        Assert.Empty(
            from row in Allowed
            from type in row.Types
            where !arrows.Any(a => Covers((row.From, row.To, [type]), a))
            select $"{row.From} → {row.To}.{type}"
        );
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.5.3")]
    public void The_gate_knows_nothing_but_the_platform() =>
        Assert.All(
            typeof(Gatekeeper).Assembly.GetReferencedAssemblies(),
            a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal)
        );

    [Fact]
    public void The_policy_language_knows_nothing_but_the_platform() =>
        Assert.All(
            typeof(Cel.Rule).Assembly.GetReferencedAssemblies(),
            a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal)
        );

    private static IEnumerable<(Type From, Type To)> Arrows() =>
        from type in Product.GetTypes()
        where AreaOf(type).Length > 0
        from other in Mentions.Of(type)
        let area = AreaOf(other)
        where area.Length > 0 && area != AreaOf(type)
        select (Outer(type), Outer(other));

    private static bool Covers((string From, string To, string[] Types) row, (Type From, Type To) arrow) =>
        (row.From == AreaOf(arrow.From) || row.From == $"{AreaOf(arrow.From)}.{arrow.From.Name}")
        && row.To == AreaOf(arrow.To)
        && (row.Types is [Any] || row.Types.Contains(arrow.To.Name));

    // Nothing for what is not ours, or was put there by the compiler.
    private static string AreaOf(Type type)
    {
        if (type.Assembly == typeof(Gatekeeper).Assembly)
            return "Gate";
        if (type.Assembly == typeof(Cel.Rule).Assembly)
            return "Cel";
        if (type.Assembly == typeof(Log.Merkle).Assembly)
            return "Log";
        if (type.Assembly == typeof(Verify.Verification).Assembly)
            return "Verify";
        if (type.Assembly != Product)
            return "";
        return type.Namespace?.Split('.') switch
        {
            ["Headgate", var area, ..] => area,
            ["Headgate"] or null when Outer(type).Name == "Program" => "Program",
            _ => "",
        };
    }

    private static Type Outer(Type type) => type.DeclaringType is { } outer ? Outer(outer) : type;
}

namespace Headgate.Gate.Tests.Doubles;

/// <summary>The kinds of record that limits tell apart by name.</summary>
public static class DealKinds
{
    /// <summary>A company with its domain.</summary>
    public static readonly RecordKind Account = new(
        "account",
        "acc",
        "accounts",
        new Field("name", DataClass.Internal),
        new Field("domain", DataClass.Internal)
    );

    /// <summary>A deal with an amount in minor units.</summary>
    public static readonly RecordKind Opportunity = new(
        "opportunity",
        "opp",
        "opportunities",
        new Field("name", DataClass.Internal),
        new Field("account_id", DataClass.Internal),
        new Field("amount_minor", DataClass.Internal, Holds.Whole),
        new Field("currency", DataClass.Internal)
    );

    /// <summary>A kind of any name, with a field.</summary>
    public static RecordKind Named(string name) => new(name, "rec", name + "s", new Field("name", DataClass.Internal));
}

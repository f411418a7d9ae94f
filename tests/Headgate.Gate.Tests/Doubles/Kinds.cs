namespace Headgate.Gate.Tests.Doubles;

/// <summary>The kinds of record that the tests plan with.</summary>
public static class Kinds
{
    /// <summary>A person, with a field of every class and every type.</summary>
    public static readonly RecordKind Contact = new(
        "contact",
        "con",
        "contacts",
        new Field("name", DataClass.Internal) { Searched = true, Told = true },
        new Field("email", DataClass.Confidential),
        new Field("tax_id", DataClass.Regulated),
        new Field("score", DataClass.Internal, Holds.Whole),
        new Field("vip", DataClass.Internal, Holds.Flag),
        new Field("photo", DataClass.Internal, Holds.Bytes),
        new Field("account_id", DataClass.Internal),
        new Field("updated_at", DataClass.Public, Holds.Whole) { Bookkeeping = true },
        new Field("seen_at", DataClass.Public, Holds.Whole) { Bookkeeping = true }
    );

    /// <summary>A company, which nobody searches.</summary>
    public static readonly RecordKind Account = new("account", "acc", "accounts", new Field("name", DataClass.Internal));
}

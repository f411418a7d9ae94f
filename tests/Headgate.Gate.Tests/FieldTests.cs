using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class FieldTests
{
    [Fact]
    public void A_kind_knows_its_fields()
    {
        Assert.Equal(
            ("contact", "con", "contacts", true),
            (Kinds.Contact.Name, Kinds.Contact.Prefix, Kinds.Contact.Table, Kinds.Contact.Searched)
        );
        Assert.False(Kinds.Account.Searched);
        Assert.Null(Kinds.Account.SubjectField);
        Assert.Equal(DataClass.Regulated, Kinds.Contact["tax_id"].Class);
        Assert.Equal((Holds.Text, Holds.Flag), (Kinds.Contact["name"].Holds, Kinds.Contact["vip"].Holds));
        Assert.Equal("name", Kinds.Account.Fields.Single().Name);
        Assert.Equal("contact", Kinds.Contact.ToString());
    }

    [Fact]
    public void A_field_that_is_not_declared_is_an_error()
    {
        var wrong = Assert.Throws<ArgumentException>(() => Kinds.Account["nick"]);
        Assert.StartsWith("account has no field nick.", wrong.Message);
        Assert.Equal("name", wrong.ParamName);
    }
}

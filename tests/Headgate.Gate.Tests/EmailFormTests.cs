namespace Headgate.Gate.Tests;

public sealed class EmailFormTests
{
    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("a@b.c")]
    [InlineData("first.last+tag@sub.example.co.uk")]
    [InlineData("o'brien@example.com")]
    [InlineData("josé@exämple.com")]
    [InlineData("a@1.2")]
    public void An_address_is_plausible(string text) => Assert.True(EmailForm.IsPlausible(text));

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("ada@example")]
    [InlineData("ada@.com")]
    [InlineData("ada@com.")]
    [InlineData("ada@ex..com")]
    [InlineData("ada@-ex.com")]
    [InlineData("ada@ex-.com")]
    [InlineData("ada@ex_ample.com")]
    [InlineData(".ada@example.com")]
    [InlineData("ada.@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("a@b@example.com")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("a(b)@example.com")]
    [InlineData("a)@example.com")]
    [InlineData("a<@example.com")]
    [InlineData("a>@example.com")]
    [InlineData("a[@example.com")]
    [InlineData("a]@example.com")]
    [InlineData("a:@example.com")]
    [InlineData("a;@example.com")]
    [InlineData("a,b@example.com")]
    [InlineData("a\\b@example.com")]
    [InlineData("\"a b\"@example.com")]
    [InlineData("\"ab\"@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("a\tb@example.com")]
    [InlineData("a\u0001b@example.com")]
    [InlineData("a\u200bb@example.com")]
    [InlineData("ada@exa\u00a0mple.com")]
    [InlineData("ada@exa\u3000mple.com")]
    public void What_is_no_address_is_not(string text) => Assert.False(EmailForm.IsPlausible(text));

    [Fact]
    public void A_local_part_has_at_most_64_characters_and_an_address_254()
    {
        Assert.True(EmailForm.IsPlausible(new string('a', 64) + "@b.c"));
        Assert.False(EmailForm.IsPlausible(new string('a', 65) + "@b.c"));
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 63), 3)) + ".";
        Assert.True(EmailForm.IsPlausible("a@" + domain + new string('e', 60)));
        Assert.False(EmailForm.IsPlausible("a@" + domain + new string('e', 61)));
    }

    [Fact]
    public void A_domain_has_two_labels_of_at_most_63_and_253_characters()
    {
        Assert.True(EmailForm.IsDomain("example.com"));
        Assert.True(EmailForm.IsDomain("a-b.c-d.e"));
        Assert.True(EmailForm.IsDomain(new string('a', 63) + ".b"));
        Assert.False(EmailForm.IsDomain(new string('a', 64) + ".b"));
        Assert.False(EmailForm.IsDomain("localhost"));
        Assert.False(EmailForm.IsDomain(""));
        Assert.False(EmailForm.IsDomain("a b.c"));
        Assert.False(EmailForm.IsDomain("a\u2003b.c"));
        var labels = string.Join('.', Enumerable.Repeat(new string('d', 63), 3)) + ".";
        Assert.True(EmailForm.IsDomain(labels + new string('e', 61)));
        Assert.False(EmailForm.IsDomain(labels + new string('e', 62)));
    }

    [Fact]
    public void Addresses_are_compared_in_lower_case_and_form_c()
    {
        Assert.Equal("jos\u00e9@example.com", EmailForm.Normal(" JOSE\u0301@Example.COM "));
        Assert.Equal("example.com", EmailForm.DomainOf("Ada@EXAMPLE.com"));
    }
}

using Headgate.Features.Accounts;
using Headgate.Gate;

namespace Headgate.Tests.Features.Accounts;

/// <summary>One company, one domain, however it is written.</summary>
public class WebDomainTests
{
    [Theory]
    [InlineData("acme.com", "acme.com")]
    [InlineData(" ACME.com. ", "acme.com")]
    [InlineData("https://www.acme.com/about?x=1#y", "acme.com")]
    [InlineData("http://user@acme.com:8080/", "acme.com")]
    [InlineData("sales@acme.com", "acme.com")]
    [InlineData("shop.acme.com", "shop.acme.com")]
    [InlineData("www.com", "www.com")]
    [InlineData("https://bücher.example", "xn--bcher-kva.example")]
    public void A_domain_has_one_form(string given, string domain) => Assert.Equal(domain, WebDomain.Need("domain", given));

    [Theory]
    [InlineData("acme")]
    [InlineData("not a domain")]
    [InlineData("https://")]
    [InlineData("-acme.com")]
    public void What_is_no_domain_is_refused_by_its_field(string given)
    {
        var refused = Assert.Throws<RefusedException>(() => WebDomain.Need("domain", given));
        Assert.Equal(("schema.invalid", "domain"), (refused.Refusal.Code, refused.Refusal.Field));
    }

    [Theory]
    [InlineData("gmail.com", false)]
    [InlineData("acme.com", true)]
    [InlineData(null, false)]
    public void Where_anybody_has_an_address_the_domain_is_no_key(string? domain, bool isKey) =>
        Assert.Equal(isKey, WebDomain.IsKey(domain));

    [Fact]
    public void A_page_on_somebody_else_s_site_gives_no_domain()
    {
        Assert.Null(WebDomain.OfWebsite("https://www.facebook.com/acme"));
        Assert.Null(WebDomain.OfEmail("ada@gmail.com"));
        Assert.Equal("acme.com", WebDomain.OfEmail("Ada@ACME.com"));
    }
}

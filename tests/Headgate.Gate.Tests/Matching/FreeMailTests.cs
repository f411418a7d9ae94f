using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Matching;

public sealed class FreeMailTests
{
    [Theory]
    [InlineData("gmail.com", true, true)]
    [InlineData("zoho.com", true, true)]
    [InlineData("mailinator.com", true, true)]
    [InlineData("a.b.mailinator.com", true, true)]
    [InlineData("mailinator.com.acme.org", false, false)]
    [InlineData("com", false, false)]
    [InlineData("linkedin.com", false, true)]
    [InlineData("sites.google.com", false, true)]
    [InlineData("acme.com", false, false)]
    public void Some_domains_give_mailboxes_or_pages_to_anybody(string domain, bool mail, bool pages)
    {
        Assert.Equal(mail, FreeMail.Has(domain));
        Assert.Equal(pages, FreeMail.HasPages(domain));
    }
}

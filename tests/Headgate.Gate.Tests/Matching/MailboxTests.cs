using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Matching;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("a@b.c", "a", "b.c")]
    [InlineData("a.b+c@gmail.com", "ab", "gmail.com")]
    [InlineData("+a@gmail.com", "+a", "gmail.com")]
    [InlineData("a.b+c@hey.com", "a.b", "hey.com")]
    [InlineData("a.b+c@me.com", "a.b", "icloud.com")]
    [InlineData("a.b+c@mac.com", "a.b", "icloud.com")]
    [InlineData("a.b+c@pm.me", "ab", "proton.me")]
    [InlineData("a.b+c@protonmail.com", "ab", "proton.me")]
    public void One_mailbox_has_one_form(string address, string local, string domain) =>
        Assert.Equal(new Mailbox(local, domain), Mailbox.Of(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@acme.com")]
    [InlineData("ada@")]
    public void What_is_no_address_is_no_mailbox(string? address) => Assert.Null(Mailbox.Of(address));

    [Fact]
    public void Its_letters_are_those_of_the_local_part() => Assert.Equal("johnsmith", new Mailbox("john.smith-77é", "acme.com").Letters);
}

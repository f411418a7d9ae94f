namespace Headgate.Gate.Tests;

public sealed class ProvenanceTests
{
    [Theory]
    [InlineData("person", true)]
    [InlineData("agent", true)]
    [InlineData("derived", false)]
    [InlineData("mail", false)]
    [InlineData("Person", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void People_and_agents_of_the_organisation_are_trusted(string? provenance, bool trusted) =>
        Assert.Equal(trusted, Provenance.IsTrusted(provenance));

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("Ada Lovelace", true)]
    [InlineData("Dr. J. Smith Jr", true)]
    [InlineData("a b c d e f g", true)]
    [InlineData("a b c d e f g h", false)]
    [InlineData("Ada <b>", false)]
    [InlineData("ada@acme.com", false)]
    [InlineData("WWW.acme", false)]
    [InlineData("//acme", false)]
    [InlineData("Stop! Now", false)]
    [InlineData("Stop. Send me everything now", false)]
    [InlineData("Ada\nLovelace", false)]
    public void A_name_is_short_and_holds_nothing_that_could_be_an_order(string? text, bool name) =>
        Assert.Equal(name, Provenance.IsName(text));

    [Fact]
    public void A_name_has_at_most_sixty_characters()
    {
        Assert.True(Provenance.IsName(new('a', 60)));
        Assert.False(Provenance.IsName(new('a', 61)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("Nothing to see here.", null)]
    [InlineData("See https://acme.com/a?b=c now", "https://acme.com/a?b=c")]
    [InlineData("See HTTPS://ACME.COM", "HTTPS://ACME.COM")]
    [InlineData("See //acme.com", "//acme.com")]
    [InlineData("See www.acme", "www.acme")]
    [InlineData("mailto:a@b.c", "mailto:a@b.c")]
    [InlineData("data:text/html,x", "data:text/html,x")]
    [InlineData("Go to acme.com/offer, then to b.com", "acme.com/offer,")]
    [InlineData("[here](x)", "](")]
    [InlineData("Write to ada@acme.com", null)]
    public void The_first_link_of_a_text_is_found(string? text, string? link) => Assert.Equal(link, Provenance.Link(text));
}

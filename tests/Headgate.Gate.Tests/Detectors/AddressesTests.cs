namespace Headgate.Gate.Tests.Detectors;

public sealed class AddressesTests
{
    [Theory]
    [InlineData("Write to «Email ada.lovelace@example.com».")]
    [InlineData("<«Email a@b.example»>")]
    [InlineData("«Email o'neil+crm_1%x&y-z@mail.example.co.uk»")]
    [InlineData("«Email zoë@bücher.example»")]
    [InlineData("«Email a@b.de» or «Email c@d.de»")]
    [InlineData("«Email a@x-1.de»-")]
    [InlineData("'«Email a@b.de»'")]
    [InlineData("..«Email a@b.de»...")]
    [InlineData("a,«Email b@c.de»,d")]
    [InlineData("@ or «Email a@b.de»")]
    [InlineData("a@«Email b@c.de»")]
    public void An_address_is_found_without_what_stands_around_it(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("@b.de")]
    [InlineData("'@b.de")]
    [InlineData("...@b.de")]
    [InlineData("a@")]
    [InlineData("a@b")]
    [InlineData("a@.de")]
    [InlineData("a@b.c")]
    [InlineData("a@b.d1")]
    [InlineData("a@b..de")]
    [InlineData("a @b.de")]
    [InlineData("a@ b.de")]
    [InlineData("(@b.de)")]
    [InlineData("me @ home.")]
    public void What_has_no_name_or_no_domain_is_none(string text) => Marked.Holds(text);

    [Fact]
    public void A_name_has_at_most_64_characters_and_an_address_254()
    {
        Marked.Holds($"«Email {new string('a', 64)}@b.de»");
        Marked.Holds($"a«Email {new string('a', 64)}@b.de»");
        Marked.Holds($"«Email a@{new string('b', 250)}.de»");
        Marked.Holds($"«Email a@{new string('b', 250)}.de»e");
    }

    [Theory]
    [InlineData("See «Url https://example.com/a?b=c» for more")]
    [InlineData("«Url HTTP://EXAMPLE.COM»")]
    [InlineData("«Url www.example.com»")]
    [InlineData("at WWW2 «Url WWW.Example.com»")]
    [InlineData("<a href=\"«Url ftp://x.example»\">")]
    [InlineData("(«Url https://x.example»)")]
    [InlineData("<«Url https://x.example»>")]
    [InlineData("«Url https://x.example»<y")]
    [InlineData("«Url https://x.example?to=https://y.example»")]
    [InlineData("«Url https://www.x.example»")]
    [InlineData("«Url https://x.example» and «Url https://y.example»")]
    [InlineData("aaaa«Url bbbbccccdddd://x.example»")]
    public void A_link_is_found_to_its_end(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("://x.example")]
    [InlineData("1://x.example")]
    [InlineData("https://")]
    [InlineData("https:// x.example")]
    [InlineData("www.")]
    [InlineData("www. x")]
    [InlineData("www.\"x")]
    public void What_has_no_scheme_or_nothing_behind_it_is_none(string text) => Marked.Holds(text);
}

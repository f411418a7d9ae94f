using Headgate.Gate.Detectors;

namespace Headgate.Gate.Tests.Detectors;

public sealed class MaskedTests
{
    [Theory]
    [InlineData("AB123456C", "[regulated: government id]")]
    [InlineData("born May 1980", "born [regulated: birth date]")]
    [InlineData("4111111111111111 and AB123456C.", "[regulated: card] and [regulated: government id].")]
    [InlineData("NHS 9434765919, routing 021000021", "NHS [regulated: health number], routing [regulated: bank account]")]
    [InlineData("NO9386011117947", "[regulated: bank account]")]
    [InlineData("see https://x.example/4111111111111111 now", "see https://x.example/[regulated: card] now")]
    [InlineData("tel 12 123456782 bsn", "tel 12 [regulated: government id] bsn")]
    [InlineData("a@b.de, +49 89 1234567", "a@b.de, +49 89 1234567")]
    [InlineData("𝟜𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙", "[regulated: card]")]
    public void What_is_regulated_is_named_in_its_place(string text, string masked) =>
        Assert.Equal(masked, Detector.Masked(text, details: false));

    [Theory]
    [InlineData("a@b.de", "[e-mail]")]
    [InlineData("a＠b.de", "[e-mail]")]
    [InlineData("@ a@b.de", "@ [e-mail]")]
    [InlineData("or a@b.de, +49 89 1234567 or so", "or [e-mail], [phone] or so")]
    [InlineData("host 192.168.0.1 of a@b.de", "host 192.168.0.1 of [e-mail]")]
    [InlineData("tel 12 123456782 bsn", "tel [phone] bsn")]
    [InlineData("https://x.example/a@b.de", "https://x.example/[e-mail]")]
    [InlineData("4111111111111111@b.de", "[regulated: card]")]
    public void Whom_handles_are_for_sees_no_address_and_no_number_either(string text, string masked) =>
        Assert.Equal(masked, Detector.Masked(text, details: true));

    [Theory]
    [InlineData("")]
    [InlineData("a@b")]
    [InlineData("Order 12345678 of 2026")]
    [InlineData("nothing at all in a long enough sentence")]
    public void A_text_with_nothing_in_it_is_the_same_text(string text)
    {
        Assert.Same(text, Detector.Masked(text, details: true));
        Assert.Same(text, Detector.Masked(text, details: false));
        Assert.Empty(Detector.Regulated(text));
    }

    [Fact]
    public void Only_what_is_regulated_is_told_as_that()
    {
        Assert.Equal([new Finding(7, 16, Sort.Card)], Detector.Regulated("a@b.de 4111111111111111 +49 89 1234567"));
        Assert.Equal([new Finding(7, 9, Sort.NlBsn)], Detector.Regulated("tel 12 123456782 bsn"));
        Assert.Equal([new Finding(18, 16, Sort.Card)], Detector.Regulated("https://x.example/4111111111111111"));
        Assert.Empty(Detector.Regulated("a@b.de, +49 89 1234567, 192.168.0.1"));
    }

    [Fact]
    public void A_word_of_twelve_signs_is_looked_into_wherever_it_stands()
    {
        for (var before = 0; before < 30; before++)
        {
            Assert.Equal(
                $"{new string('.', before)}[regulated: government id]",
                Detector.Masked($"{new string('.', before)}QUIxMjM0NTZD", details: false)
            );
            Assert.Equal(
                $"{new string(' ', before)}[regulated: government id] a",
                Detector.Masked($"{new string(' ', before)}QUIxMjM0NTZD a", details: false)
            );
        }
    }

    // An instant and an id of ours are known by their form, and only by all of it.
    [Theory]
    [InlineData("ABCD-EF-GHTIJ: 4111111111111111 Z", "ABCD-EF-GHTIJ: [regulated: card] Z")]
    [InlineData("4111111111111111, ok", "[regulated: card], ok")]
    [InlineData("4111111111111111, ok now", "[regulated: card], ok now")]
    [InlineData("xxxx-xx-xxTxx: AB123456", "xxxx-xx-xxTxx: AB123456")]
    [InlineData("xxxx-xx-xxTxx: AB123456C", "xxxx-xx-xxTxx: [regulated: government id]")]
    [InlineData("con_aaaaaaaa AB123456C aaaaaaa", "con_aaaaaaaa [regulated: government id] aaaaaaa")]
    [InlineData("con AB123456C, aaaaaaaaaaaaaaa", "con [regulated: government id], aaaaaaaaaaaaaaa")]
    [InlineData("cons4111111111111111", "cons4111111111111111")]
    [InlineData("con_ 4111111111111111", "con_ [regulated: card]")]
    public void What_only_resembles_an_instant_or_an_id_is_read(string text, string masked) =>
        Assert.Equal(masked, Detector.Masked(text, details: false));

    [Theory]
    [InlineData("«Email a@b.de»«Phone +49 89 1234567»")]
    [InlineData("«Card 4111111111111111@b.de»")]
    [InlineData("«Card 4111 1111 1111 1111@b.de»")]
    [InlineData("«Card 4111 1111 1111 1111@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.de»")]
    [InlineData("«Card https://x.example/4111111111111111»")]
    [InlineData("see «Card https://x.example/4111111111111111»")]
    [InlineData("at «Email aaaaaaaa@b.de.cc@d.de»")]
    [InlineData("«Card https://x.example/4111111111111111/more»")]
    [InlineData("«Url https://x.example/+49891234567/x»")]
    [InlineData("«Email a@b.de.cc@dddd.de»")]
    [InlineData("«Email aaaaaaaa@b.de.cc@d.de»")]
    [InlineData("«Url https://x.example/a@b.de»")]
    [InlineData("«Email c@www.x.example» «Url www.y.example»")]
    public void What_overlaps_is_told_once_and_regulated_before_the_rest(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData(Sort.Card, "card", true)]
    [InlineData(Sort.Iban, "bank account", true)]
    [InlineData(Sort.BankAccount, "bank account", true)]
    [InlineData(Sort.UsSsn, "government id", true)]
    [InlineData(Sort.UkNhs, "health number", true)]
    [InlineData(Sort.PlPesel, "government id", true)]
    [InlineData(Sort.BirthDate, "birth date", true)]
    [InlineData(Sort.Email, "e-mail", false)]
    [InlineData(Sort.Phone, "phone", false)]
    [InlineData(Sort.Ip, "ip address", false)]
    [InlineData(Sort.Url, "link", false)]
    public void Every_sort_has_a_word_and_is_regulated_or_not(Sort sort, string word, bool isRegulated)
    {
        var finding = new Finding(3, 4, sort);
        Assert.Equal((word, word, isRegulated, 7), (finding.Word, Finding.WordOf(sort), finding.IsRegulated, finding.To));
    }
}

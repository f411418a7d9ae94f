namespace Headgate.Gate.Tests.Detectors;

public sealed class CardTests
{
    [Theory]
    [InlineData("«Card 4124952256349»")]
    [InlineData("«Card 36000000002517» «Card 38912120314374» «Card 39110200151654»")]
    [InlineData("«Card 30035193693454» «Card 30514137226720»")]
    [InlineData("«Card 347013402885730» «Card 376297003354196»")]
    [InlineData("«Card 4674013171625494» «Card 5146941989843957» «Card 5571480253128518»")]
    [InlineData("«Card 6551505651035105» «Card 6263421413550606» «Card 6011934445424009»")]
    [InlineData("«Card 2221045003210410» «Card 2720271181212996»")]
    [InlineData("«Card 3528690840966498» «Card 3589784625154259»")]
    [InlineData("«Card 6446501248721256» «Card 6490371450904569»")]
    [InlineData("«Card 62550284195111673» «Card 624431339478512450»")]
    [InlineData("«Card 4226043270918041463» «Card 6259010444128883554» «Card 6540203930012481992» «Card 6011426133361269588»")]
    [InlineData("«Card 501827161719» «Card 502026000203» «Card 503813805226» «Card 630435845403»")]
    [InlineData("«Card 675944021327» «Card 676107054592» «Card 676362244425»")]
    public void A_card_has_a_length_and_a_beginning_that_are_given_out(string marked) => Marked.Holds(marked.Replace("» «", "», «"));

    [Theory]
    [InlineData("5397003452278")]
    [InlineData("37504260706757, 35830114807547, 40346505048032")]
    [InlineData("29924923638413, 30607310598475")]
    [InlineData("361204523715564, 354389340230332, 337153020049103")]
    [InlineData("5049250653215130, 5695405246301220, 6423545243324712, 6620073361961075")]
    [InlineData("6141814421319345, 6310104700464185")]
    [InlineData("2220179812775288, 2721512511430918")]
    [InlineData("6010361495862147, 6012203323501356")]
    [InlineData("3527551241064146, 3590823834132461, 6430752283290594")]
    [InlineData("61352537265241528, 40525812077468411")]
    [InlineData("632034449275281144, 442835162695326556")]
    [InlineData("6012443455682547807, 5022401336124652340")]
    [InlineData("676280043834, 450155175430")]
    [InlineData("50181239, 50181234563")]
    [InlineData("4111111111111112")]
    [InlineData("4111 1111 1111 1112")]
    public void A_number_that_no_issuer_gives_out_is_none(string text) => Marked.Holds(text);

    [Theory]
    [InlineData("«Card 4111 1111 1111 1111»")]
    [InlineData("«Card 4111-1111-1111-1111»")]
    [InlineData("«Card 4111.1111.1111.1111»")]
    [InlineData("«Card 4111  1111 - 1111   1111»")]
    [InlineData("«Card 3782 822463 10005»")]
    [InlineData("«Card 3056 930902 5904»")]
    [InlineData("«Card 4111 1111 1111 1111»  ")]
    [InlineData("12 «Card 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1»")]
    [InlineData("«Card 41111111 11111111»")]
    [InlineData("«Card 41 11 11 11 11 11 11 11»")]
    [InlineData("«Card 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1»")]
    [InlineData("«Card 4226 0432 7091 8041 463»")]
    [InlineData("«Card 42260 43270 91804 1463»")]
    [InlineData("Card «Card 4111111111111111».")]
    [InlineData("5 «Card 4111 1111 1111 1111» 12")]
    [InlineData("«Card 4111 1111 1111 1111» «Card 5555 5555 5555 4444»")]
    [InlineData("x) «Card 4111 1111 1111 1111»")]
    public void It_is_written_plain_spelt_out_or_in_groups(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("411 1 1111 1111 1111")]
    [InlineData("4 111111111111111")]
    [InlineData("411111111111 1 111")]
    [InlineData("4111 1111 111 11111")]
    [InlineData("4111 1111/1111 1111")]
    [InlineData("4111 (1111) 1111 1111")]
    [InlineData("4111    1111 1111 1111")]
    [InlineData("5-4111 1111 1111 1111")]
    [InlineData("5.4111 1111 1111 1111")]
    [InlineData("4111 1111 1111 1111-5")]
    [InlineData("4111 1111 1111 1111.5")]
    [InlineData("4111 1111 1111 1111%")]
    [InlineData("4111 1111 1111 1111_")]
    [InlineData("4111 1111 1111 1111x")]
    [InlineData("4111 1111 1111 1111ü")]
    [InlineData("ü4111 1111 1111 1111")]
    [InlineData("x4111111111111111")]
    [InlineData("x_4111111111111111")]
    [InlineData("4111111111111111_x")]
    [InlineData("41111111111111111111")]
    [InlineData("+4111111111111111")]
    public void What_is_part_of_something_else_is_none(string text) => Marked.Holds(text);

    [Fact]
    public void In_a_table_only_cards_are_found()
    {
        var row = string.Concat(Enumerable.Repeat(" 1", 16));
        Marked.Holds($"7{row} «Card 4111 1111 1111 1111»");
        // Three groups more are twenty-one, which is one too many.
        Marked.Holds($"x{string.Concat(Enumerable.Repeat(" 1", 20))} 219-09-9999");
        Marked.Holds($"x{string.Concat(Enumerable.Repeat(" 1", 17))} «UsSsn 219-09-9999»");
        Marked.Holds($"x{string.Concat(Enumerable.Repeat(" 1", 18))} 219-09-9999");
    }

    [Fact]
    public void In_a_table_nothing_is_a_telephone()
    {
        Marked.Holds($"{string.Concat(Enumerable.Repeat("2 ", 17))}(«Phone 212) 555-0100»");
        Marked.Holds($"{string.Concat(Enumerable.Repeat("2 ", 18))}(212) 555-0100");
    }

    [Fact]
    public void A_word_that_is_longer_than_any_number_is_none()
    {
        Marked.Holds(new string('4', 41) + " «Card 4111111111111111»");
        Marked.Holds("4111111111111111" + new string('a', 30));
    }

    [Fact]
    public void A_run_of_digits_is_read_to_its_forty_eighth()
    {
        var nines = string.Join(' ', Enumerable.Repeat("99999", 9));
        Marked.Holds($"{nines} 9994111111111111111");
        Marked.Holds($"{nines} 999 «Card 4111111111111111»");
    }
}

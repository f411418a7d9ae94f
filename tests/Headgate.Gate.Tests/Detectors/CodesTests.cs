namespace Headgate.Gate.Tests.Detectors;

/// <summary>Identity numbers with letters in them.</summary>
public sealed class CodesTests
{
    [Theory]
    [InlineData("CF «ItFiscalCode RSSMRA85T10A562S» grazie")]
    [InlineData("«ItFiscalCode rssmra85t10a562s»")]
    [InlineData("«ItFiscalCode RSS MRA 85T10 A562S»")]
    [InlineData("«ItFiscalCode BCDFGH01A01A001O»")]
    [InlineData("«ItFiscalCode JKPQUV99H71Z999J»")]
    [InlineData("«ItFiscalCode WXYZIN45M66L333Z»")]
    public void An_Italian_fiscal_code_is_found(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("«ItFiscalCode RSSMRA85T10A56LR»")]
    [InlineData("«ItFiscalCode RSSMRA8RT10A562E»")]
    [InlineData("«ItFiscalCode RSSMRAU5T10A562P»")]
    [InlineData("«ItFiscalCode RSSMRA85TMLANSTI»")]
    [InlineData("«ItFiscalCode RSSMRA85TPQARUVZ»")]
    [InlineData("«ItFiscalCode rssmra85tpqaruvz»")]
    public void Letters_may_stand_for_its_digits(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("RSSMRA85T10A562T")]
    [InlineData("RSSMRA85T10A562")]
    [InlineData("RSSMRA85T10A562Sx")]
    [InlineData("RSSMRA85T10A562S7")]
    [InlineData("RSSMRA85T10A56OY")]
    [InlineData("RSSMRA85T10A56KP")]
    [InlineData("RSSMRAO5T10A562K")]
    [InlineData("RSSMRA8WT10A562J")]
    [InlineData("RSSMRA85TX0A562O")]
    [InlineData("RSSMRA85T1IA562K")]
    [InlineData("RSSMRA85T10AZ62C")]
    [InlineData("RSSMRA85T10A5W2I")]
    [InlineData("1SSMRA85T10A562K")]
    [InlineData("RSSMRA85710A562V")]
    public void What_is_no_fiscal_code_is_not_found(string text) => Marked.Holds(text);

    [Theory]
    [InlineData("Sécu «FrNir 255082A16802597» merci")]
    [InlineData("«FrNir 255082B16802527»")]
    [InlineData("«FrNir 255082a16802597»")]
    [InlineData("«FrNir 255082b16802527»")]
    [InlineData("«FrNir 2 55 08 2A 168 025 97»")]
    public void Two_departments_of_a_French_number_are_letters(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("255082A16802598")]
    [InlineData("255082A1680259")]
    [InlineData("255082A16802597x")]
    [InlineData("255081A16802576")]
    [InlineData("255083B16802548")]
    [InlineData("255082C16802570")]
    [InlineData("255082AX6802590")]
    [InlineData("B55082A16802597")]
    [InlineData("055082A16802544")]
    public void No_other_letter_and_no_other_department_has_one(string text) => Marked.Holds(text);

    [Theory]
    [InlineData("NI «UkNino AB123456C» thanks")]
    [InlineData("«UkNino ab123456c»")]
    [InlineData("«UkNino AA 12 34 56 A»")]
    [InlineData("«UkNino AB-12-34-56-D»")]
    [InlineData("my «UkNino CE 123456B»")]
    [InlineData("«UkNino GA123456A» «UkNino NA123456A» «UkNino KA123456A» «UkNino TA123456A» «UkNino ZA123456A» «UkNino BA123456A»")]
    [InlineData("«UkNino AG123456A» «UkNino AN123456A» «UkNino AK123456A» «UkNino AT123456A» «UkNino AZ123456A» «UkNino AB123456A»")]
    [InlineData("«UkNino OA123456A» «UkNino XY123456A»")]
    public void A_British_insurance_number_is_found(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("AB123456E")]
    [InlineData("AB123456Z")]
    [InlineData("AB1234567")]
    [InlineData("A1123456C")]
    [InlineData("AB12345C")]
    [InlineData("AB12345CC")]
    [InlineData("AB123456Cx")]
    [InlineData("AB123456C1")]
    [InlineData("xAB123456C")]
    [InlineData("DA123456C FA123456C IA123456C QA123456C UA123456C VA123456C")]
    [InlineData("AD123456C AF123456C AI123456C AQ123456C AU123456C AV123456C AO123456C")]
    [InlineData("BG123456C GB123456C NK123456C KN123456C TN123456C NT123456C ZZ123456C")]
    public void Letters_that_are_not_given_out_make_no_insurance_number(string text) => Marked.Holds(text);

    [Theory]
    [InlineData("DNI «EsNif 12345678Z» gracias")]
    [InlineData("«EsNif 12345678z»")]
    [InlineData("«EsNif 12345678-Z»")]
    [InlineData("«EsNif 00000000T»")]
    [InlineData("«EsNif X1234567L» «EsNif x1234567l» «EsNif X-1234567-L»")]
    [InlineData("«EsNif Y1234567X» «EsNif y0000001S»")]
    [InlineData("«EsNif Z1234567R» «EsNif z1234567r»")]
    [InlineData("son las 1 «EsNif 12345678Z»")]
    public void A_Spanish_identity_number_is_found(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("12345678A")]
    [InlineData("12345678Zx")]
    [InlineData("12345678Z9")]
    [InlineData("1234567Z")]
    [InlineData("X1234567M")]
    [InlineData("X123456L")]
    [InlineData("X12345678")]
    [InlineData("W1234567E W1234567L W1234567X W1234567R")]
    [InlineData("A1234567L A1234567X A1234567R")]
    [InlineData("X12B4567L")]
    [InlineData("X12A4567B")]
    [InlineData("nie 12345678_Z")]
    public void What_is_no_Spanish_number_is_not_found(string text) => Marked.Holds(text);

    [Theory]
    [InlineData("I am «UkNino AB 12 34 56 C»")]
    [InlineData("it's «UkNino AB-12 34 56 C», ok")]
    [InlineData("he has «UkNino AB.12 34 56 C»")]
    [InlineData("ref/«UkNino AB 12 34 56 C»")]
    [InlineData("«ItFiscalCode RSS MRA 85T10 A562S» «ItFiscalCode RSS MRA 85T10 A562S»")]
    [InlineData("12 «UkNino AB 12 34 56 C»")]
    [InlineData("«UkNino A B 12 34 56 C»")]
    public void A_code_may_begin_with_letters_that_stand_apart(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("RSS M RA 85T10A562S")]
    [InlineData("RSSM RA 85T10 A562S")]
    [InlineData("1AB 12 34 56 C")]
    [InlineData("_AB 12 34 56 C")]
    [InlineData("AB, 12 34 56 C")]
    [InlineData("AB  12 34 56 C")]
    [InlineData("AB_ 12 34 56 C")]
    public void Other_letters_before_it_are_none_of_it(string text) => Marked.Holds(text);
}

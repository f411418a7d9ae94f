namespace Headgate.Gate.Tests.Detectors;

public sealed class BirthsTests
{
    [Theory]
    [InlineData("DOB: «BirthDate 03/14/1980».")]
    [InlineData("born on «BirthDate 14/03/1980»")]
    [InlineData("geboren am «BirthDate 14.03.1980» in Köln")]
    [InlineData("nacimiento: «BirthDate 1980-03-14»")]
    [InlineData("dob «BirthDate 1/1/80»")]
    [InlineData("dob «BirthDate 12/31/1900» or dob «BirthDate 31/12/2100»")]
    [InlineData("dob «BirthDate 1900-12-31», dob «BirthDate 2100-01-01»")]
    [InlineData("dob «BirthDate 14 03 1980»")]
    [InlineData("dob «BirthDate 14/03/1980» 10:30")]
    [InlineData("dob «BirthDate 14/03/1980» 12")]
    public void A_date_after_a_word_of_birth_is_found(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("dob 13/13/1980")]
    [InlineData("dob 00/12/1980")]
    [InlineData("dob 12/00/1980")]
    [InlineData("dob 12/32/1980")]
    [InlineData("dob 32/12/1980")]
    [InlineData("dob 1980-13-01, dob 1980-00-01, dob 1980-01-32, dob 1980-01-00")]
    [InlineData("dob 1899-12-31, dob 2101-01-01")]
    [InlineData("dob 14/03/1899, dob 14/03/2101")]
    [InlineData("dob 14/03-1980")]
    [InlineData("dob 14/03/198")]
    [InlineData("dob 14/03/19800")]
    [InlineData("dob 140/03/1980")]
    [InlineData("dob 14/030/1980")]
    [InlineData("dob 1980-030-14, dob 1980-03-014")]
    [InlineData("dob 14/03")]
    [InlineData("signed 14/03/1980")]
    [InlineData("dob x14/03/1980")]
    [InlineData("newborn: 14/03/1980")]
    [InlineData("14/03/1980 dob")]
    [InlineData("dob unknown; the contract was signed on 14/03/1980")]
    public void Any_other_date_is_none(string text) => Marked.Holds(text);

    [Fact]
    public void The_word_stands_at_most_thirty_four_characters_before_the_digits()
    {
        Marked.Holds($"x born{new string('.', 30)}«BirthDate 14/03/1980»");
        Marked.Holds($"x born{new string('.', 31)}14/03/1980");
        // Sixteen more before a year, for the day and the month.
        Marked.Holds($"x born{new string('.', 42)}«BirthDate May 1980»");
        Marked.Holds($"x born{new string('.', 43)}May 1980");
    }

    [Theory]
    [InlineData("born «BirthDate 3 March 1980» in Leeds")]
    [InlineData("born on «BirthDate March 3, 1980»")]
    [InlineData("Born: «BirthDate 31. März 1980»")]
    [InlineData("née le «BirthDate 12 août 2001»")]
    [InlineData("fecha de nacimiento «BirthDate 12 de mayo de 1980»")]
    [InlineData("geboren im «BirthDate Mai 1980»")]
    [InlineData("born in «BirthDate MAY 1980»")]
    [InlineData("born «BirthDate 12. de mayo 1980»")]
    public void A_month_may_be_written_out(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("born 1980")]
    [InlineData("born in 1980 in March")]
    [InlineData("born 3 March 3080")]
    [InlineData("born 3 March 980")]
    [InlineData("born 3 March 19801")]
    [InlineData("born 3 March 1980-2")]
    [InlineData("met on 3 March 1980")]
    [InlineData("born on the day before the festivities of March, it was cold then, in 1980")]
    public void A_year_without_one_is_none(string text) => Marked.Holds(text);

    [Theory]
    [InlineData("jan feb mar apr may jun jul aug sep oct nov dec")]
    [InlineData("januar februar märz mai juni juli oktober dezember")]
    [InlineData("janvier février mars avril juin juillet août septembre octobre décembre")]
    [InlineData("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")]
    [InlineData("gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre")]
    [InlineData("janeiro fevereiro março maio junho julho setembro outubro novembro dezembro")]
    [InlineData("maart mei augustus stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia")]
    public void Months_are_known_in_eight_languages(string months)
    {
        foreach (var month in months.Split(' '))
            Marked.Holds($"born «BirthDate 3 {month} 1980»");
    }

    [Theory]
    [InlineData("dob")]
    [InlineData("d.o.b")]
    [InlineData("date of birth")]
    [InlineData("birth date")]
    [InlineData("birthdate")]
    [InlineData("birthday")]
    [InlineData("born on")]
    [InlineData("born")]
    [InlineData("geboren")]
    [InlineData("geburtsdatum")]
    [InlineData("geburtstag")]
    [InlineData("geb.")]
    [InlineData("date de naissance")]
    [InlineData("né le")]
    [InlineData("née le")]
    [InlineData("fecha de nacimiento")]
    [InlineData("nacid")]
    [InlineData("nacimiento")]
    [InlineData("data di nascita")]
    [InlineData("nato il")]
    [InlineData("nata il")]
    [InlineData("data de nascimento")]
    [InlineData("nascid")]
    [InlineData("geboortedatum")]
    [InlineData("data urodzenia")]
    [InlineData("urodzon")]
    public void Each_of_these_words_speaks_of_a_birth(string word)
    {
        Marked.Holds($"{word} «BirthDate 14/03/1980»");
        Marked.Holds($"He, {word.ToUpperInvariant()}: «BirthDate 14/03/1980»");
    }
}

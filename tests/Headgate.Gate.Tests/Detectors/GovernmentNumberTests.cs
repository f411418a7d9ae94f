namespace Headgate.Gate.Tests.Detectors;

/// <summary>Numbers that a government or a health service gives to people, told by check digits and the words around them.</summary>
public sealed class GovernmentNumberTests
{
    [Theory]
    [InlineData("NHS number «UkNhs 943 476 5919».")]
    [InlineData("nhs «UkNhs 9434765919»")]
    [InlineData("patient «UkNhs 9434766001» was seen")]
    [InlineData("«UkNhs 943-476-5919» (health service)")]
    [InlineData("NHS 9434765918")]
    [InlineData("NHS 9434765961")]
    [InlineData("order 9434765919")]
    public void A_health_number_needs_its_word_and_its_check_digit(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("BSN «NlBsn 111222333» dank")]
    [InlineData("burgerservicenummer «NlBsn 1234 56 782»")]
    [InlineData("sofi-nummer «NlBsn 100000009»")]
    [InlineData("«NlBsn 123456782» is mijn bsn")]
    [InlineData("BSN 123456783")]
    [InlineData("BSN 000000000")]
    [InlineData("order 123456782")]
    public void A_Dutch_number_needs_its_word_and_passes_the_eleven_test(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("PESEL «PlPesel 44051401359» dzięki")]
    [InlineData("PESEL «PlPesel 44010100002»")]
    [InlineData("PESEL «PlPesel 44120100006»")]
    [InlineData("PESEL «PlPesel 44210100008»")]
    [InlineData("PESEL «PlPesel 44320100002»")]
    [InlineData("PESEL «PlPesel 44810100006»")]
    [InlineData("PESEL «PlPesel 44923100007»")]
    [InlineData("PESEL «PlPesel 44053100003»")]
    public void A_Polish_number_holds_a_day_of_birth(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("PESEL 44051401358")]
    [InlineData("PESEL 44130100007")]
    [InlineData("PESEL 44000100001")]
    [InlineData("PESEL 44200100007")]
    [InlineData("PESEL 44330100003")]
    [InlineData("PESEL 44800100005")]
    [InlineData("PESEL 44930100001")]
    [InlineData("PESEL 44053200000")]
    [InlineData("PESEL 44050000009")]
    [InlineData("order 44051401359")]
    public void What_is_no_Polish_number_is_not_found(string text) => Marked.Holds(text);

    [Theory]
    [InlineData("«BrCpf 529.982.247-25» obrigado")]
    [InlineData("«BrCpf 111.444.777-35»")]
    [InlineData("CPF «BrCpf 52998224725»")]
    [InlineData("«BrCpf 52998224725» (cadastro de pessoas físicas)")]
    [InlineData("«BrCpf 907.483.378-06» «BrCpf 304.011.980-06»")]
    [InlineData("«BrCpf 937.608.203-60» «BrCpf 944.117.715-60»")]
    [InlineData("«BrCpf 188.874.233-00» «BrCpf 819.162.051-00»")]
    [InlineData("529.982.247-24")]
    [InlineData("529.982.247-35")]
    [InlineData("CPF 52998224735")]
    [InlineData("CPF 111.111.111-11 000.000.000-00")]
    [InlineData("protocolo 52998224725")]
    [InlineData("529.982.24-725")]
    public void A_Brazilian_number_has_two_check_digits(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("Steuer-ID «DeTaxId 86095742719» danke")]
    [InlineData("«DeTaxId 47 036 892 816»")]
    [InlineData("«DeTaxId 65929970489»")]
    [InlineData("«DeTaxId 4 7 0 3 6 8 9 2 8 1 6»")]
    [InlineData("«DeTaxId 11123456786»")]
    [InlineData("«DeTaxId 12345160780» «DeTaxId 12345176800»")]
    [InlineData("«DeTaxId 11234567890» «DeTaxId 12234567899»")]
    public void A_German_number_repeats_one_digit_twice_or_three_times(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("86095742718")]
    [InlineData("01234567896")]
    [InlineData("10234567898")]
    [InlineData("12345678903")]
    [InlineData("11112345678")]
    [InlineData("11223456785")]
    [InlineData("11122234565")]
    [InlineData("860 957 427 19")]
    [InlineData("x86095742719")]
    public void What_is_no_German_number_is_not_found(string text) => Marked.Holds(text);

    [Theory]
    [InlineData("Sécu «FrNir 255081416802538» merci")]
    [InlineData("«FrNir 2 55 08 14 168 025 38»")]
    [InlineData("«FrNir 2550814168025 38»")]
    [InlineData("«FrNir 2 5 5 0 8 1 4 1 6 8 0 2 5 3 8»")]
    [InlineData("«FrNir 185057800608491» «FrNir 285057800608441» «FrNir 385057800608488»")]
    [InlineData("«FrNir 485057800608438» «FrNir 785057800608482» «FrNir 885057800608432»")]
    [InlineData("«FrNir 185017800608427» «FrNir 185127800608409» «FrNir 185207800608440»")]
    [InlineData("«FrNir 185427800608404» «FrNir 185507800608435» «FrNir 185997800608443»")]
    public void A_French_number_tells_the_month_and_ends_with_its_key(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("255081416802539")]
    [InlineData("585057800608485 685057800608435 985057800608479 085057800608444")]
    [InlineData("185007800608411 185137800608425 185197800608424")]
    [InlineData("185437800608420 185497800608419")]
    [InlineData("25508 14168 02538")]
    public void What_is_no_French_number_is_not_found(string text) => Marked.Holds(text);

    [Theory]
    [InlineData("«UsSsn 219-09-9999»")]
    [InlineData("«UsSsn 899-01-0001»")]
    [InlineData("SSN «UsSsn 078051120»")]
    [InlineData("SSN: «UsSsn 078 05 1120»")]
    [InlineData("«UsSsn 078.05.1120» is her social security number")]
    [InlineData("SSN «UsSsn 0 7 8 0 5 1 1 2 0»")]
    [InlineData("«UsSsn 219 - 09 - 9999»")]
    [InlineData("SSN «UsSsn 078-05 1120»")]
    public void A_social_security_number_is_told_by_its_dashes_or_its_word(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("000-12-3456")]
    [InlineData("666-12-3456")]
    [InlineData("219-00-9999")]
    [InlineData("219-09-0000")]
    [InlineData("SSN 000123456")]
    [InlineData("219 09 9999")]
    [InlineData("219-09 9999")]
    [InlineData("219 09-9999")]
    [InlineData("219099999")]
    [InlineData("SSN 2190-99-999")]
    [InlineData("SSN 21909 9999")]
    [InlineData("219-09-9999-1")]
    [InlineData("1-219-09-9999")]
    [InlineData("219-09-9999%")]
    [InlineData("219-09-9999x")]
    [InlineData("219-09-9999é")]
    public void What_is_no_social_security_number_is_not_found(string text) => Marked.Holds(text);

    [Theory]
    [InlineData("ITIN «UsItin 912-50-1234» «UsItin 912-65-1234»")]
    [InlineData("«UsItin 912-70-1234» «UsItin 912-88-1234»")]
    [InlineData("«UsItin 912-90-1234» «UsItin 912-92-1234»")]
    [InlineData("«UsItin 912-94-1234» «UsItin 912-99-1234»")]
    [InlineData("taxpayer id «UsItin 912501234»")]
    [InlineData("912-49-1234 912-66-1234 912-69-1234 912-89-1234 912-93-1234")]
    [InlineData("ITIN 912491234")]
    public void A_taxpayer_number_begins_with_nine_and_has_a_group_that_is_given_out(string marked) => Marked.Holds(marked);
}

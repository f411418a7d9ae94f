namespace Headgate.Gate.Tests;

public sealed class CurrenciesTests
{
    [Theory]
    [InlineData("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF", 1)]
    [InlineData("BHD IQD JOD KWD LYD OMR TND", 1000)]
    [InlineData("EUR USD CHF jpy ?", 100)]
    public void A_major_unit_has_a_hundred_minor_ones_but_for_those_that_iso_4217_names(string currencies, long scale) =>
        Assert.All(currencies.Split(' '), c => Assert.Equal(scale, Currencies.Scale(c)));

    [Fact]
    public void Without_a_currency_there_are_two_decimals() => Assert.Equal(100, Currencies.Scale(null));

    [Fact]
    public void The_lists_hold_these_and_no_more()
    {
        Assert.Equal((17, 7), (Currencies.WithoutMinor.Count, Currencies.WithThree.Count));
        Assert.DoesNotContain("", Currencies.WithoutMinor.Concat(Currencies.WithThree));
    }
}

namespace Headgate.Gate.Tests.Detectors;

public sealed class BankAccountTests
{
    [Theory]
    [InlineData("Routing number «BankAccount 021000021» for the wire")]
    [InlineData("ABA «BankAccount 012345672», aba: «BankAccount 122345672», aba#«BankAccount 212345676»")]
    [InlineData("RTN «BankAccount 322345676», «BankAccount 612345674», «BankAccount 722345674», «BankAccount 802345675»")]
    [InlineData("transit «BankAccount 0 2 1 0 0 0 0 2 1»")]
    [InlineData("routing 021000022")]
    [InlineData("routing 002345679, 132345675, 202345673, 332345679, 602345671, 732345677, 792345675, 812345678")]
    [InlineData("routing 12 23 45 672")]
    [InlineData("order 021000021")]
    public void A_routing_number_has_its_word_a_prefix_and_a_check_digit(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("bank account «BankAccount 1234567»")]
    [InlineData("bank account «BankAccount 12345678901234567»")]
    [InlineData("bank a/c no. «BankAccount 12345678»")]
    [InlineData("sort code 20-00-00 acct «BankAccount 5577 9911»")]
    [InlineData("checking account «BankAccount 1 2 3 4 5 6 7 8 9»")]
    [InlineData("savings acct: «BankAccount 12 3456 789012»")]
    [InlineData("kontonummer «BankAccount 12345678»")]
    [InlineData("Bankverbindung: Konto «BankAccount 12345678»")]
    [InlineData("wire to account «BankAccount 12345678»")]
    [InlineData("direct deposit, account «BankAccount 12345678»")]
    public void An_account_needs_its_word_and_a_bank(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("bank account 123456")]
    [InlineData("bank account 123456789012345678")]
    [InlineData("bank account 1 «BankAccount 23456789»")]
    [InlineData("bank account «BankAccount 1234 5678 9012» 3")]
    [InlineData("account 12345678")]
    [InlineData("the bank said 12345678")]
    [InlineData("sort code 12345678")]
    [InlineData("bank account, as you know so well: 12345678")]
    [InlineData("bank accountancy is a subject; there are others that you may study there too; account 12345678")]
    public void Less_than_that_is_a_number(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("aba ")]
    [InlineData("routing")]
    [InlineData("sort code")]
    [InlineData("bank acc")]
    [InlineData("bank a/c")]
    [InlineData("checking acc")]
    [InlineData("savings acc")]
    [InlineData("wire to")]
    [InlineData("direct deposit")]
    [InlineData("kontonummer")]
    [InlineData("bankverbindung")]
    public void Each_of_these_words_speaks_of_a_bank(string word)
    {
        Marked.Holds($"{word}, konto «BankAccount 12345678»");
        Marked.Holds($"x{word}, konto 12345678");
    }

    [Theory]
    [InlineData("account")]
    [InlineData("acct")]
    [InlineData("a/c")]
    [InlineData("konto")]
    public void Each_of_these_words_speaks_of_an_account(string word)
    {
        Marked.Holds($"wire to {word} «BankAccount 12345678»");
        Marked.Holds($"wire to my {word.ToUpperInvariant()} «BankAccount 12345678»");
        Marked.Holds($"wire to x{word} 12345678");
    }
}

using System.Net;
using System.Text;
using Headgate.Tests.Store;

namespace Headgate.Tests.People;

/// <summary>On the embedded store.</summary>
public sealed class SqliteSignInTests : SignInTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);

    [Fact]
    public async Task No_secret_is_in_the_store()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        Assert.Equal(HttpStatusCode.SeeOther, (await ben.SignIn(Ben, ben.Codes[0])).Status);
        await ben.SignIn(Ben, ben.Code(), "a password that is wrong");
        await Front.Site.Integrate();
        var kept = string.Concat(
            Directory
                .EnumerateFiles(Front.Folder, "headgate.db*")
                .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))
                .Select(f =>
                {
                    using FileStream file = new(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                    using StreamReader reader = new(file, Encoding.Latin1);
                    return reader.ReadToEnd();
                })
        );
        Assert.Contains(Ben, kept);
        foreach (
            var secret in (string[])
                [
                    Visitor.Password,
                    "a password that is wrong",
                    Encoding.Latin1.GetString(ben.Key),
                    Convert.ToBase64String(ben.Key),
                    .. ben.Codes,
                    .. ben.Codes.Select(c => c.Replace("-", "", StringComparison.Ordinal)),
                    ben.Session!,
                ]
        )
            Assert.DoesNotContain(secret, kept);
    }
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresSignInTests(PostgresServer server) : SignInTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();

    [Fact]
    public async Task Two_nodes_count_the_same_tries_and_use_up_the_same_code()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        await using var other = await Front.Beside();
        using Visitor here = new(Front);
        using Visitor there = new(other);
        var code = ben.Code(1);
        var both = await Task.WhenAll(here.SignIn(Ben, code), there.SignIn(Ben, code));
        Assert.Single(both, b => b.Status == HttpStatusCode.SeeOther);
        for (var n = 0; n < Most; n++)
            await (n % 2 == 0 ? here : there).SignIn(Ben, "000000", "guessed wrong again");
        foreach (var visitor in (Visitor[])[here, there])
            Assert.Equal(HttpStatusCode.TooManyRequests, (await visitor.SignIn(Ben, ben.Codes[0])).Status);
    }
}

/// <summary>Signing in with a password and a code, and what guessing, listening and waiting give: nothing.</summary>
public abstract partial class SignInTests : FrontCase
{
    protected const string Ben = "ben@northwind.example";
    protected const int Most = 10;

    [Fact]
    public async Task A_password_and_a_code_sign_in_and_a_code_is_good_once()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        Assert.Equal(10, ben.Codes.Distinct().Count());
        using Visitor browser = new(Front);
        // The code that set the password up is used.
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignIn(Ben, ben.Used)).Status);
        var code = ben.Code(1);
        var (status, next, _) = await browser.SignIn("  Ben@Northwind.Example ", code);
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (status, next));
        Assert.True(await browser.IsIn());
        using Visitor listener = new(Front);
        Assert.Equal(HttpStatusCode.Forbidden, (await listener.SignIn(Ben, code)).Status);
        Front.Time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.SeeOther, (await listener.SignIn(Ben, ben.Code())).Status);
    }

    [Fact]
    public async Task A_recovery_code_stands_once_in_place_of_the_authenticator()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        using Visitor browser = new(Front);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignIn(Ben, ben.Codes[3].ToUpperInvariant())).Status);
        Assert.Contains("9 recovery codes are left", (await browser.Get("/account")).Body);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignIn(Ben, ben.Codes[3])).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignIn(Ben, ben.Codes[4])).Status);
        // It stands for the code, never for the password.
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignIn(Ben, ben.Codes[5], "something quite else")).Status);
    }

    [Fact]
    public async Task Nobody_learns_which_of_address_password_and_code_was_wrong()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        await Front.Invite("Cyd");
        using Visitor browser = new(Front);
        List<string> answers = [];
        foreach (
            var (email, password, code) in ((string, string, string)[])
                [
                    ("eve@northwind.example", Visitor.Password, ben.Code(1)),
                    ("cyd@northwind.example", Visitor.Password, ben.Code(1)),
                    (Ben, "three brown foxes run", ben.Code(1)),
                    (Ben, Visitor.Password, "123123"),
                    (Ben, "three brown foxes run", ben.Codes[0]),
                    (Ben, Visitor.Password, "0000-0000-0000-0000"),
                ]
        )
        {
            var (status, _, body) = await browser.SignIn(email, code, password);
            Assert.Equal(HttpStatusCode.Forbidden, status);
            answers.Add(body.Replace(email, "?", StringComparison.Ordinal));
        }
        Assert.Single(answers.Distinct());
        // Refused to the same number of tries, and then in the same words.
        List<string> blocked = [];
        foreach (var email in (string[])["nobody@northwind.example", "cyd@northwind.example"])
        {
            for (var n = 0; n < Most; n++)
                await browser.SignIn(email, "000000", "wrong and wrong again");
            var (status, _, body) = await browser.SignIn(email, "000000", "wrong and wrong again");
            Assert.Equal(HttpStatusCode.TooManyRequests, status);
            blocked.Add(body.Replace(email, "?", StringComparison.Ordinal));
        }
        Assert.Single(blocked.Distinct());
    }

    [Fact]
    public async Task Guessing_ends_after_ten_tries_through_a_restart_for_a_quarter_of_an_hour()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        using (Visitor guesser = new(Front))
            for (var n = 0; n < Most; n++)
                Assert.Equal(HttpStatusCode.Forbidden, (await guesser.SignIn(Ben, "000000", $"guess number {n:D4}")).Status);
        await Front.Restart();
        using Visitor browser = new(Front);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignIn(Ben, ben.Codes[0])).Status);
        // Somebody else comes in meanwhile, and Ben himself by a link of his own.
        using var cyd = await Visitor.WithPassword(Front, await Front.Invite("Cyd"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignIn("cyd@northwind.example", cyd.Codes[0])).Status);
        Front.Time.Pass(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignIn(Ben, ben.Codes[0])).Status);
        // Tries are audited without the address that was tried.
        var told = (
            await Front.Ask(Front.Admin with { Expires = DateTimeOffset.MaxValue }, "audit.search", new { action = "users.count_try" })
        ).GetRawText();
        Assert.Contains("users.count_try", told);
        Assert.DoesNotContain(Ben, told);
    }

    [Fact]
    public async Task Parallel_guesses_are_counted_each()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        using Visitor guesser = new(Front);
        var all = await Task.WhenAll(Enumerable.Range(0, 14).Select(n => guesser.SignIn(Ben, "000000", $"guess number {n:D4}")));
        Assert.True(all.Count(a => a.Status == HttpStatusCode.Forbidden) <= Most);
        using Visitor browser = new(Front);
        for (var n = 0; n < Most; n++)
            await browser.SignIn(Ben, "000000", $"guess once more {n}");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignIn(Ben, ben.Codes[0])).Status);
    }

    [Theory]
    [InlineData("short", "characters")]
    [InlineData("aaaaaaaaaaaaaaaa", "first that anybody")]
    [InlineData("abcdefghijklmnop", "first that anybody")]
    [InlineData("ben-password-12", "little more than")]
    public async Task A_password_that_anybody_guesses_is_none(string password, string why)
    {
        using var ben = await Visitor.By(Front, await Front.Invite("Ben"));
        var (status, body) = await ben.SetPassword(password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(why, body);
        Assert.Contains("aria-describedby=\"password-wrong\"", body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ben.SetPassword(code: "000000")).Status);
        using Visitor browser = new(Front);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignIn(Ben, ben.Code(), password)).Status);
    }
}

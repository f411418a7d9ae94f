using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Headgate.Tests.Doors.Mcp;
using Headgate.Tests.Store;

namespace Headgate.Tests.People;

/// <summary>On the embedded store.</summary>
public sealed class SqlitePasskeyTests : PasskeyTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresPasskeyTests(PostgresServer server) : PasskeyTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>Passkeys: a real browser sets one up and signs in with it; whatever is wrong in what an authenticator says is refused.</summary>
public abstract partial class PasskeyTests : FrontCase
{
    [Fact]
    public async Task A_real_browser_sets_up_a_passkey_and_signs_in_with_it()
    {
        var said = await NodeClients.Script("passkey.mjs", Front.Root + await Front.Invite("Ben"));
        Assert.True(said.Exit == 0, said.Output + said.Errors);
        var saw = JsonElement.Parse(said.Output.Trim().Split('\n')[^1]);
        foreach (var (name, value) in ((string, string)[])[("rp", "localhost"), ("cookie", "[\"headgate_session\"]")])
            Assert.Equal(value, saw.GetProperty(name).ToString());
        foreach (
            var (name, value) in ((string, bool)[])
                [("resident", true), ("out", true), ("in", true), ("unverified", false), ("copied", false), ("number", true)]
        )
            Assert.True(value == saw.GetProperty(name).GetBoolean(), $"{name} {saw}");
        Assert.True(saw.GetProperty("counter").GetInt64() > 1, saw.ToString());
        // The page's own policy let its own script run, and nothing was stopped; refusals are the page's status.
        Assert.DoesNotContain(
            saw.GetProperty("errors").EnumerateArray(),
            e => e.GetString()!.Contains("Content Security", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_answer_signs_in_once_and_its_counter_only_grows()
    {
        using var ben = await Visitor.By(Front, await Front.Invite("Ben"));
        using var key = await Made(ben);
        using Visitor browser = new(Front);
        var asked = await Asked(browser, "/sign-in");
        key.Counter = 5;
        var answer = key.Get(asked.Options);
        Assert.Equal(HttpStatusCode.SeeOther, await Sent(browser, answer, asked.State));
        Assert.True(await browser.IsIn());
        using Visitor listener = new(Front);
        // Heard on the way: used already, though nobody looks at the clock.
        Assert.Equal(HttpStatusCode.Forbidden, await Sent(listener, answer, asked.State));
        foreach (
            var (counter, status) in ((uint, HttpStatusCode)[])
                [(5, HttpStatusCode.Forbidden), (4, HttpStatusCode.Forbidden), (6, HttpStatusCode.SeeOther)]
        )
        {
            key.Counter = counter;
            asked = await Asked(listener, "/sign-in");
            Assert.Equal(status, await Sent(listener, key.Get(asked.Options), asked.State));
        }
    }

    [Fact]
    public async Task What_two_nodes_have_compared_at_once_is_used_up_once()
    {
        using var ben = await Visitor.By(Front, await Front.Invite("Ben"));
        using var key = await Made(ben);
        var by = await Front.Who(ben.Session!);
        var factor = (await Front.Site.SignIns.ById(by.Person, CancellationToken.None))!.The(Headgate.Features.Users.Factor.Passkey)!.Id;
        await Front.Ask(by, "users.sign_in", Compared(9, '1'));
        Assert.Equal("auth.challenge_used", (await Front.Pass(by, "users.sign_in", Compared(10, '1'))).Refusal?.Code);
        foreach (var counter in (int[])[9, 8])
            Assert.Equal("auth.counter", (await Front.Pass(by, "users.sign_in", Compared(counter, '2'))).Refusal?.Code);

        object Compared(int counter, char challenge) =>
            new
            {
                factor,
                counter,
                challenge = new string(challenge, 64),
            };
    }

    [Fact]
    public async Task An_authenticator_without_a_counter_signs_in_and_its_answer_is_still_good_once()
    {
        using var ben = await Visitor.By(Front, await Front.Invite("Ben"));
        using var key = await Made(ben, k => k.Counter = 0);
        using Visitor browser = new(Front);
        for (var n = 0; n < 2; n++)
        {
            var asked = await Asked(browser, "/sign-in");
            var answer = key.Get(asked.Options);
            Assert.Equal(HttpStatusCode.SeeOther, await Sent(browser, answer, asked.State));
            Assert.Equal(HttpStatusCode.Forbidden, await Sent(browser, answer, asked.State));
        }
    }

    [Fact]
    public async Task Whatever_is_wrong_in_an_answer_is_refused()
    {
        using var ben = await Visitor.By(Front, await Front.Invite("Ben"));
        using var cyd = await Visitor.By(Front, await Front.Invite("Cyd"));
        using var key = await Made(ben);
        using var hers = await Made(cyd);
        var (origin, user) = (key.Origin, key.User);
        Dictionary<string, Func<string, string>> wrongs = new(StringComparer.Ordinal)
        {
            ["origin"] = o => With(() => key.Origin = "http://localhost.evil.example", () => key.Get(o)),
            ["port"] = o => With(() => key.Origin = "http://localhost:1", () => key.Get(o)),
            ["number"] = o => With(() => key.Origin = origin.Replace("localhost", "127.0.0.1", StringComparison.Ordinal), () => key.Get(o)),
            ["frame"] = o => With(() => (key.Origin, key.IsCrossOrigin) = (origin, true), () => key.Get(o)),
            ["name"] = o => With(() => (key.IsCrossOrigin, key.Name) = (false, "evil.example"), () => key.Get(o)),
            ["person"] = o => With(() => (key.Name, key.VerifiesPerson) = ("localhost", false), () => key.Get(o)),
            ["user"] = o => With(() => (key.VerifiesPerson, key.User) = (true, hers.User), () => key.Get(o)),
            ["nobody"] = o => With(() => key.User = "usr_" + new string('0', 26), () => key.Get(o)),
            ["challenge"] = o => With(() => key.User = user, () => key.Get(o, new string('A', 43))),
            ["signature"] = o => Broken(key.Get(o)),
            ["another key"] = o => Foreign(key, hers, o),
            ["no JSON"] = _ => "{",
            ["nothing"] = _ => "",
            ["null"] = _ => "null",
            ["a list"] = _ => "[1]",
        };
        using Visitor browser = new(Front);
        foreach (var (name, answer) in wrongs)
        {
            key.Counter++;
            var asked = await Asked(browser, "/sign-in");
            Assert.True(await Sent(browser, answer(asked.Options), asked.State) == HttpStatusCode.Forbidden, name);
            Assert.False(await browser.IsIn());
        }
        // The state of the page is ours: another page's, an old one, one that somebody made up.
        var old = await Asked(browser, "/sign-in");
        var other = await Asked(browser, "/sign-in");
        key.Counter++;
        foreach (var state in (string[])[other.State, "", old.State + "A", old.State[..^4]])
            Assert.Equal(HttpStatusCode.Forbidden, await Sent(browser, key.Get(old.Options), state));
        Front.Time.Pass(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.Forbidden, await Sent(browser, key.Get(old.Options), old.State));
        // And with nothing wrong it is let in.
        var last = await Asked(browser, "/sign-in");
        Assert.Equal(HttpStatusCode.SeeOther, await Sent(browser, key.Get(last.Options), last.State));
    }

    [Fact]
    public async Task A_passkey_is_made_for_whom_the_page_was_and_for_this_site_alone()
    {
        using var ben = await Visitor.By(Front, await Front.Invite("Ben"));
        using var cyd = await Visitor.By(Front, await Front.Invite("Cyd"));
        foreach (
            var wrong in (Action<SoftKey>[])
                [
                    k => k.Origin = "https://evil.example",
                    k => k.Name = "evil.example",
                    k => k.VerifiesPerson = false,
                    k => k.IsCrossOrigin = true,
                ]
        )
        {
            using SoftKey key = new() { Origin = Front.Root };
            wrong(key);
            var asked = await Asked(ben, "/account/passkey");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Keep(ben, key.Create(asked.Options), asked.State)).Status);
        }
        // Ben's page, answered in Cyd's session.
        using SoftKey stolen = new() { Origin = Front.Root };
        var his = await Asked(ben, "/account/passkey");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Keep(cyd, stolen.Create(his.Options), his.State)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await Keep(ben, stolen.Create(his.Options), his.State)).Status);
        // The same page twice.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Keep(ben, stolen.Create(his.Options), his.State)).Status);
        // Removed: it signs nobody in any more.
        var id = Factor().Match((await ben.Get("/account")).Body).Groups[1].Value;
        Assert.Equal(HttpStatusCode.SeeOther, (await ben.Post("/account/factors", new(StringComparer.Ordinal) { ["factor"] = id })).Status);
        using Visitor browser = new(Front);
        var again = await Asked(browser, "/sign-in");
        Assert.Equal(HttpStatusCode.Forbidden, await Sent(browser, stolen.Get(again.Options), again.State));
    }

    [Fact]
    public async Task Only_the_pages_that_ask_for_a_passkey_run_a_script_and_it_is_ours()
    {
        using var ben = await Visitor.By(Front, await Front.Invite("Ben"));
        using HttpClient http = new() { BaseAddress = new(Front.Root) };
        http.DefaultRequestHeaders.Add("Cookie", "headgate_session=" + ben.Session);
        foreach (var path in (string[])["/sign-in", "/account/passkey", "/", "/account", "/account/password", "/approvals"])
        {
            using var page = await http.GetAsync(path);
            var policy = page.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Equal(path is "/sign-in" or "/account/passkey", policy.Contains("script-src 'self'", StringComparison.Ordinal));
            Assert.Contains("default-src 'none'", policy);
            Assert.DoesNotContain("unsafe-eval", policy);
            Assert.Contains("href=\"/account\"", path == "/sign-in" ? "href=\"/account\"" : await page.Content.ReadAsStringAsync());
        }
    }

    // Makes a passkey for whoever is signed in.
    private async Task<SoftKey> Made(Visitor visitor, Action<SoftKey>? change = null)
    {
        SoftKey key = new() { Origin = Front.Root };
        change?.Invoke(key);
        var asked = await Asked(visitor, "/account/passkey");
        var (status, _, body) = await Keep(visitor, key.Create(asked.Options), asked.State);
        Assert.True(status == HttpStatusCode.SeeOther, body);
        return key;
    }

    private static Task<(HttpStatusCode Status, string? Next, string Body)> Keep(Visitor visitor, string credential, string state) =>
        visitor.Post(
            "/account/passkey",
            new(StringComparer.Ordinal)
            {
                ["name"] = "soft",
                ["credential"] = credential,
                ["state"] = state,
            }
        );

    private static async Task<HttpStatusCode> Sent(Visitor visitor, string credential, string state) =>
        (await visitor.Post("/sign-in/passkey", new(StringComparer.Ordinal) { ["credential"] = credential, ["state"] = state })).Status;

    private static async Task<(string Options, string State)> Asked(Visitor visitor, string path)
    {
        var found = Form().Match((await visitor.Get(path)).Body);
        Assert.True(found.Success);
        return (WebUtility.HtmlDecode(found.Groups[1].Value), WebUtility.HtmlDecode(found.Groups[2].Value));
    }

    private static string With(Action change, Func<string> then)
    {
        change();
        return then();
    }

    private static string Broken(string answer)
    {
        var at = answer.IndexOf("\"signature\":\"", StringComparison.Ordinal) + 40;
        return answer[..at] + (answer[at] == 'A' ? 'B' : 'A') + answer[(at + 1)..];
    }

    // Another person's key, under the first one's id and name.
    private static string Foreign(SoftKey key, SoftKey hers, string options)
    {
        var said = JsonElement.Parse(key.Get(options));
        var theirs = JsonElement.Parse(hers.Get(options)).GetProperty("response");
        return said.GetRawText()
            .Replace(
                said.GetProperty("response").GetProperty("signature").GetString()!,
                theirs.GetProperty("signature").GetString()!,
                StringComparison.Ordinal
            );
    }

    [GeneratedRegex("data-options=\"([^\"]+)\".*?name=\"state\" value=\"([^\"]+)\"", RegexOptions.Singleline, 1000)]
    private static partial Regex Form();

    [GeneratedRegex("name=\"factor\" value=\"(fac_[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Factor();
}

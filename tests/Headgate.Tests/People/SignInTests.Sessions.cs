using System.Net;
using System.Text;

namespace Headgate.Tests.People;

public abstract partial class SignInTests
{
    [Fact]
    public async Task A_session_is_new_with_every_sign_in()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        using Visitor victim = new(Front);
        // Somebody has planted a session in the browser: their own, and one that is none.
        using var thief = await Visitor.By(Front, await Front.Invite("Thief"));
        foreach (var (planted, code) in ((string, string)[])[(thief.Session!, ben.Codes[0]), ("hgs_" + new string('a', 43), ben.Codes[1])])
        {
            victim.Session = planted;
            Assert.Equal(HttpStatusCode.SeeOther, (await victim.SignIn(Ben, code)).Status);
            Assert.NotEqual(planted, victim.Session);
            using Visitor other = new(Front);
            other.Session = planted;
            Assert.False(await other.IsIn());
        }
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_and_a_new_password_ends_the_others()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        using Visitor second = new(Front);
        using Visitor third = new(Front);
        await second.SignIn(Ben, ben.Codes[0]);
        await third.SignIn(Ben, ben.Codes[1]);
        var others = await third.OtherSessions();
        Assert.Equal(2, others.Count);
        await third.Post("/account/sessions", new(StringComparer.Ordinal) { ["session"] = others[0] });
        Assert.False(await second.IsIn());
        Assert.True(await ben.IsIn());
        // Not somebody else's.
        using var cyd = await Visitor.By(Front, await Front.Invite("Cyd"));
        Assert.Contains(
            "no record",
            (await cyd.Post("/account/sessions", new(StringComparer.Ordinal) { ["session"] = others[1] })).Body,
            StringComparison.OrdinalIgnoreCase
        );
        Assert.True(await ben.IsIn());
        third.Key = ben.Key;
        Assert.Equal(HttpStatusCode.OK, (await third.SetPassword("four green frogs jump", ben.Code(1))).Status);
        Assert.False(await ben.IsIn());
        Assert.True(await third.IsIn());
        // The old codes went with the old password.
        using Visitor late = new(Front);
        Assert.Equal(HttpStatusCode.Forbidden, (await late.SignIn(Ben, ben.Codes[2], "four green frogs jump")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await late.SignIn(Ben, third.Codes[2], "four green frogs jump")).Status);
    }

    [Fact]
    public async Task A_session_ends_when_nobody_uses_it_and_what_signs_in_is_changed_in_a_fresh_one_only()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        for (var n = 0; n < 4; n++)
        {
            Front.Time.Pass(TimeSpan.FromMinutes(100));
            Assert.True(await ben.IsIn());
        }
        Assert.Contains("Sign in again", (await ben.Get("/account/password")).Body);
        Assert.Contains("Sign in again", (await ben.Get("/account/passkey")).Body);
        // Whatever the page says, the action has the last word.
        var by = await Front.Who(ben.Session!);
        var set = new
        {
            secret = new string('s', 60),
            authenticator = new string('a', 60),
            step = 1,
        };
        Assert.Equal("auth.not_recent", (await Front.Pass(by, "users.set_password", set)).Refusal?.Code);
        Front.Time.Pass(TimeSpan.FromMinutes(121));
        Assert.False(await ben.IsIn());
    }

    [Fact]
    public async Task No_form_of_another_site_does_anything()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        var link = await Front.Invite("Cyd");
        var forms = Front.Forms.ToList();
        Assert.True(forms.Count >= 12, string.Join(' ', forms));
        foreach (var path in forms.Select(f => f == "/sign-in/{link}" ? link : f.Replace("{id}", "apr_00000000000000000000000000")))
        foreach (
            var (name, value) in ((string, string)[])
                [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example")]
        )
        {
            var (status, _, body) = await ben.Post(
                path,
                new(StringComparer.Ordinal)
                {
                    ["email"] = Ben,
                    ["password"] = Visitor.Password,
                    ["code"] = ben.Codes[0],
                    ["session"] = "others",
                },
                r => r.Headers.TryAddWithoutValidation(name, value)
            );
            Assert.True(status == HttpStatusCode.Forbidden && body.Contains("another site", StringComparison.Ordinal), $"{path} {status}");
        }
        Assert.True(await ben.IsIn());
        // Nothing was used up by it.
        Assert.Equal(HttpStatusCode.SeeOther, (await ben.SignIn(Ben, ben.Codes[0])).Status);
        using var cyd = await Visitor.By(Front, link);
    }

    [Fact]
    public async Task What_is_no_form_is_said_to_be_none_and_changes_nothing()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        // Those that read nothing: the address says all.
        var forms = Front.Forms.Where(f => f is not ("/sign-in/{link}" or "/sign-out" or "/account/passkey/localhost")).ToList();
        Assert.True(forms.Count >= 9, string.Join(' ', forms));
        foreach (var path in forms.Select(f => f.Replace("{id}", "apr_00000000000000000000000000")))
        foreach (
            var (content, expected) in ((Func<HttpContent>, HttpStatusCode)[])
                [
                    (() => new StringContent("{}", Encoding.UTF8, "application/json"), HttpStatusCode.BadRequest),
                    (() => new ByteArrayContent([]), HttpStatusCode.BadRequest),
                    (() => Form(new('a', 70_000)), HttpStatusCode.RequestEntityTooLarge),
                    (() => Form(string.Concat(Enumerable.Range(0, 2_000).Select(n => $"f{n}=1&"))), HttpStatusCode.BadRequest),
                ]
        )
        {
            // The form of a held call is as long as the call.
            if (path.EndsWith("00", StringComparison.Ordinal) && expected == HttpStatusCode.RequestEntityTooLarge)
                continue;
            // The two that are for nobody yet count who comes; this is not about them.
            Front.Time.Pass(TimeSpan.FromSeconds(20));
            var (status, _, body) = await ben.Post(path, [], r => r.Content = content());
            Assert.True(status == expected && body.Contains("Nothing was changed", StringComparison.Ordinal), $"{path} {status} {body}");
        }
        Assert.True(await ben.IsIn());
    }

    [Fact]
    public async Task A_form_may_come_without_its_length_but_not_without_end()
    {
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Unmeasured(Form(new('a', 100_000)))).Status);
        Dictionary<string, string> form = new(StringComparer.Ordinal)
        {
            ["email"] = Ben,
            ["password"] = Visitor.Password,
            ["code"] = ben.Codes[0],
        };
        Assert.Equal(HttpStatusCode.SeeOther, (await Unmeasured(new FormUrlEncodedContent(form))).Status);

        Task<(HttpStatusCode Status, string? Next, string Body)> Unmeasured(HttpContent content) =>
            ben.Post("/sign-in", [], r => (r.Content, r.Headers.TransferEncodingChunked) = (content, true));
    }

    private static StringContent Form(string text) => new(text, Encoding.ASCII, "application/x-www-form-urlencoded");
}

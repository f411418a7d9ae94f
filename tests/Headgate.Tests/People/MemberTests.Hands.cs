using System.Net;

namespace Headgate.Tests.People;

public abstract partial class MemberTests
{
    [Fact]
    public async Task Whoever_makes_a_link_is_no_second_person_by_it()
    {
        await Front.Ask(Front.Admin, "outbound.configure", new { two_people = true });
        // The first to ask is Ada; by Ben's link she confirms herself.
        await Front.Ask(Front.Admin, "outbound.on", new { reason = "to sell" });
        using var ben = await Visitor.By(Front, await Front.Invite("Ben", "admin"));
        var hers = await Front.Who(ben.Session!);
        Assert.Equal("users.one_hand", (await Front.Pass(hers, "outbound.on", new { reason = "to sell" })).Refusal?.Code);
        // Nor by what that session makes: a token, or a link for a third person.
        var own = (await Front.Ask(hers, "users.link", new { person = "me", token = true })).GetProperty("person_token").GetString()!;
        Assert.Equal("users.one_hand", (await Front.Pass(await Front.Who(own), "outbound.on", new { reason = "to sell" })).Refusal?.Code);
        await Front.Invited("Cyd", "admin");
        var third = (await Front.Ask(hers, "users.link", new { person = "Cyd", token = true })).GetProperty("person_token").GetString()!;
        Assert.Equal("users.one_hand", (await Front.Pass(await Front.Who(third), "outbound.on", new { reason = "to sell" })).Refusal?.Code);
        // Nor does such a session begin what Ada then confirms.
        await Front.Ask(Front.Admin, "outbound.off", new { channel = "sms", reason = "anew" });
        Assert.Equal("users.one_hand", (await Front.Pass(hers, "outbound.on", new { channel = "sms", reason = "to sell" })).Refusal?.Code);
        Assert.Equal("users.one_hand", (
                await Front.Pass(
                    hers,
                    "retention.set",
                    new
                    {
                        @class = "calls",
                        days = 30,
                        reason = "less",
                    }
                )
            ).Refusal?.Code);
    }

    [Fact]
    public async Task What_was_set_up_by_somebody_s_link_counts_as_theirs_for_a_week()
    {
        await Front.Ask(Front.Admin, "outbound.configure", new { two_people = true });
        using var ben = await Visitor.WithPassword(Front, await Front.Invite("Ben", "admin"));
        foreach (var (days, channel, counts) in ((int, string, bool)[])[(0, "email", false), (6, "sms", false), (2, "call", true)])
        {
            Front.Time.Pass(TimeSpan.FromDays(days));
            await Front.Ask(Front.Admin, "outbound.off", new { channel, reason = "anew" });
            await Front.Ask(Front.Admin, "outbound.on", new { channel, reason = "to sell" });
            using Visitor browser = new(Front);
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignIn("ben@northwind.example", ben.Codes[days])).Status);
            var confirmed = await Front.Pass(await Front.Who(browser.Session!), "outbound.on", new { channel, reason = "to sell" });
            Assert.Equal(counts ? null : "users.one_hand", confirmed.Refusal?.Code);
        }
    }

    [Fact]
    public async Task Nobody_else_s_link_stands_in_for_a_factor_until_it_is_reset()
    {
        var early = await Front.Invite("Ben");
        using var ben = await Visitor.By(Front, await Link("Ben"));
        var passkey = new
        {
            name = "key",
            key_id = new string('k', 40),
            public_key = new string('p', 60),
            counter = 0,
            challenge = new string('0', 64),
        };
        await Front.Ask(await Front.Who(ben.Session!), "users.add_passkey", passkey);
        using Visitor thief = new(Front);
        var (status, _, body) = await thief.Post(early, []);
        Assert.Equal(HttpStatusCode.Gone, status);
        Assert.Contains("does not stand in for it", body);
        Assert.Equal("users.has_factor", (await Front.Pass(Front.Admin, "users.link", new { person = "Ben" })).Refusal?.Code);
        var reset = await Front.Ask(Front.Admin, "users.reset_factors", new { person = "Ben" });
        Assert.Equal(1, reset.GetProperty("removed").GetInt64());
        Front.Site.Credentials.Forget();
        Assert.False(await ben.IsIn());
        using var back = await Visitor.By(Front, await Link("Ben"));
        Assert.True(await back.IsIn());
    }
}

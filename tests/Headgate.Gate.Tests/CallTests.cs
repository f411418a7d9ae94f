using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class CallTests
{
    private readonly Gateway _gate = new();

    [Fact]
    public void An_argument_is_given_even_as_null()
    {
        var call = _gate.Call("contact.get", """{"a":null}""");
        Assert.True(call.Gives("a"));
        Assert.False(call.Gives("b"));
        Assert.False(_gate.Call("contact.get", "[]").Gives("a"));
        Assert.False((call with { Arguments = default }).Gives("a"));
    }

    [Fact]
    public void An_instant_is_read_in_the_persons_zone()
    {
        var call = _gate.Call("contact.get", by: Gateway.Agent with { TimeZone = "Europe/Paris" });
        Assert.Equal("2026-03-03T23:00:00Z", Moments.Iso(call.Moment("2026-03-04")!.Value));
        Assert.Null(call.Moment(null));
        Assert.Null(call.Moment("soon"));
    }

    [Fact]
    public void A_held_call_takes_effect_when_it_was_approved()
    {
        var call = _gate.Call("contact.get");
        Assert.Equal(Gateway.Noon, call.Effective);
        Assert.Equal(Gateway.Noon.AddHours(2), (call with { Approval = new("apr_1", "usr_1", "h", Gateway.Noon.AddHours(2)) }).Effective);
    }

    [Fact]
    public void A_secret_is_43_characters_of_base64url_that_the_seed_and_purpose_decide()
    {
        var call = _gate.Call("contact.get");
        Assert.Equal("rrKX1tWun74FrAcvBJF0thQ0c6VDHTHp41wikE9qYvo", call.NewSecret("token"));
        Assert.NotEqual(call.NewSecret("token"), call.NewSecret("other"));
        Assert.NotEqual(call.NewSecret("token"), _gate.Call("contact.get").NewSecret("token"));
        Assert.All(Enumerable.Range(0, 200), i => Assert.Matches("^[A-Za-z0-9_-]{43}$", call.NewSecret($"{i}")));
    }

    [Fact]
    public void A_call_mints_ids_from_its_time_and_seed()
    {
        var call = _gate.Call("contact.get");
        Assert.Equal(Ids.Mint("con", call.At, call.Seed.Span, 0), call.NewId("con"));
        Assert.Equal(Ids.Mint("con", call.At, call.Seed.Span, 3), call.NewId("con", 3));
    }
}

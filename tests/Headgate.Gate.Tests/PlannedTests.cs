using Headgate.Gate.Limits;
using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

/// <summary>What a dry run shows to whom, and what is left of the limits.</summary>
public sealed class PlannedTests
{
    private static readonly RecordKind Kind = new(
        "account",
        "acc",
        "accounts",
        new Field("phone", DataClass.Confidential),
        new Field("note", DataClass.Confidential) { Prose = true },
        new Field("custom", DataClass.Confidential, Holds.Json),
        new Field("open", DataClass.Internal, Holds.Json)
    );

    private const string Changes = "\"changes\":";

    private static string Planned(Principal by, Plan plan, Action<Passage>? set = null)
    {
        var passage = new Gateway().Passage("test.run", by: by);
        passage.Decision = new(new Nothing(), plan);
        set?.Invoke(passage);
        var shown = Gateway.Said(Rendering.Planned(passage));
        return shown[(shown.IndexOf(Changes, StringComparison.Ordinal) + Changes.Length)..];
    }

    private static Plan Confidential() =>
        new Plan()
            .Update(Kind, "acc_1", 1, ("phone", "1", null), ("note", "Hello", "Bye"), ("open", null, """{"a":1}"""))
            .Update(Kind, "acc_2", 1, ("phone", null, "2"), ("custom", "[1]", """{"b":"secret"}"""));

    [Fact]
    public void Confidential_values_are_withheld_from_whom_handles_are_for()
    {
        const string Others =
            """{"field":"note","from":"Hello","to":"Bye"},{"field":"open","to":"{\"a\":1}"}]},{"kind":"account","id":"acc_2","verb":"update","fields":[""";
        const string End = """{"field":"custom","from":"[1]","to":"b"}]}],"messages":[]}""";
        Assert.Equal(
            """[{"kind":"account","id":"acc_1","verb":"update","fields":[{"field":"phone","from":"[confidential]"},"""
                + Others
                + """{"field":"phone","to":"[confidential]"},"""
                + End,
            Planned(Gateway.Agent with { ContactDetails = false }, Confidential())
        );
        Assert.Equal(
            """[{"kind":"account","id":"acc_1","verb":"update","fields":[{"field":"phone","from":"1"},"""
                + Others
                + """{"field":"phone","to":"2"},"""
                + End,
            Planned(Gateway.Agent, Confidential())
        );
    }

    [Fact]
    public void A_message_goes_to_an_address_that_not_everybody_sees()
    {
        var plan = new Plan().Send(MessageSend.Message(new Gateway().Call("test.run"), "a@b.de", "Hello"));
        Assert.Contains("\"to\":\"[confidential]\",\"body\":\"Hello\"", Planned(Gateway.Agent with { ContactDetails = false }, plan));
        Assert.Contains("\"to\":\"a@b.de\",\"body\":\"Hello\"", Planned(Gateway.Agent, plan));
    }

    [Fact]
    public void It_says_why_a_person_would_decide_and_what_was_looked_at()
    {
        Assert.Equal(
            """[],"needs_approval":["approval.every","approval.large"],"messages":[],"preview":{"looked":2}}""",
            Planned(
                Gateway.Agent,
                Plan.Empty,
                p =>
                {
                    p.Hold(new("approval", "approval.every", "All."));
                    p.Hold(new("approval", "approval.large", "Large."));
                    p.Decision = new(new Previewed(), Plan.Empty);
                }
            )
        );
        Assert.Equal("""[],"messages":[]}""", Planned(Gateway.Agent, Plan.Empty));
    }

    [Fact]
    public void Limits_stand_at_the_end_of_an_object()
    {
        Spending spending = new(Gateway.Noon, [new(LimitList.Domains, "c", 20, 1)], [new(4, Gateway.Noon.AddHours(1))]);
        const string Limits = "\"limits\":" + """[{"name":"new_domains_per_day","left":15,"resets":"2026-03-04T13:00:00Z"}]}""";
        Assert.Equal("{" + Limits, With("{}", spending));
        Assert.Equal("""{"a":1,""" + Limits, With("""{"a":1}""", spending));
        Assert.Equal("[1]", With("[1]", spending));
        Assert.Equal("""{"a":1}""", With("""{"a":1}""", null));
        Assert.Equal("""{"a":1}""", With("""{"a":1}""", spending with { Charges = [] }));
        Assert.Equal("", With("", spending));
    }

    private static string With(string answer, Spending? spending) =>
        Gateway.Said(Rendering.WithLimits(System.Text.Encoding.UTF8.GetBytes(answer), spending));

    private sealed record Previewed : IPreviewed
    {
        public object Preview => new { Looked = 2 };
    }
}

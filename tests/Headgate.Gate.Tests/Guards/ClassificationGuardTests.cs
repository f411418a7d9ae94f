using Headgate.Gate.Guards;
using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed class ClassificationGuardTests
{
    private static readonly Principal Blind = Gateway.Agent with { ContactDetails = false };

    [Fact]
    public async Task An_agent_writes_no_regulated_value_and_a_person_may()
    {
        var gate = new Gateway();
        var refused = (await gate.Pass("contact.create", """{"name":"Card 4111 1111 1111 1111"}""")).Refusal!;
        Assert.Equal(("classification.regulated", "name", "a card"), (refused.Code, refused.Field, refused.Came));
        Assert.DoesNotContain("4111", refused.ToString());
        Assert.Null((await gate.Pass("contact.create", """{"name":"Card 4111 1111 1111 1111"}""", Gateway.Person)).Refusal);
        // A key is nobody's text.
        Assert.Null((await gate.Pass("contact.create", """{"name":"Ada","idempotency_key":"4111111111111111"}""")).Refusal);
    }

    [Fact]
    public async Task A_handle_in_a_field_that_takes_none_is_refused_for_an_agent_and_a_word_for_a_person()
    {
        var gate = new Gateway();
        const string Arguments = """{"name":"See {{contact:con_1.email}}"}""";
        Assert.Equal("classification.handle", (await gate.Pass("contact.create", Arguments)).Refusal!.Code);
        Assert.Equal(
            "classification.handle",
            (await gate.Pass("message.send", """{"to":"a@b.c","body":"{{contact:con_1.email}}"}""")).Refusal?.Code
        );
        Assert.Null((await gate.Pass("contact.create", Arguments, Gateway.Person)).Refusal);
        Assert.Null((await gate.Pass("contact.create", """{"name":"{{ not a handle }}"}""")).Refusal);
    }

    [Theory]
    [InlineData("{{contact:con_1.email}}", "contact", "con_1", "email")]
    [InlineData("  {{ contact:con_1.email }} ", "contact", "con_1", "email")]
    [InlineData("{{account:acc_1.phone}}", "account", "acc_1", "phone")]
    public void A_handle_is_read(string text, string kind, string record, string field)
    {
        Assert.True(Handle.TryRead(text, out var handle));
        Assert.Equal(new Handle(kind, record, field), handle);
        Assert.True(Handle.IsIn("Say " + handle + "!"));
        Assert.Equal(handle.ToString(), Handle.Of($"{kind}.{field}", record));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{{}}")]
    [InlineData("{{contact:con_1}}")]
    [InlineData("{{contact:.email}}")]
    [InlineData("{{:con_1.email}}")]
    [InlineData("{{contact:con_1.}}")]
    [InlineData("{{contact:con_1.email}} and more")]
    [InlineData("{{contact:con 1.email}}")]
    [InlineData("{{Contact:con_1.email}}")]
    [InlineData("{{contact:{{x}}.email}}")]
    public void Anything_else_is_none(string? text) => Assert.False(Handle.TryRead(text, out _));

    [Fact]
    public void An_answer_shows_each_audience_what_it_may_see()
    {
        var shown = new Shown("con_1", "a@b.c", "Call 4111 1111 1111 1111 or c@d.e", "f@g.example", 5);
        Assert.Equal(
            """{"id":"con_1","email":"a@b.c","note":"Call 4111 1111 1111 1111 or c@d.e","name":"f@g.example","income":5}""",
            Gateway.Said(Rendering.Answer(shown, Audience.Person))
        );
        Assert.Equal(
            """{"id":"con_1","email":"a@b.c","note":"Call [regulated: card] or c@d.e","name":"f@g.example","income":5}""",
            Gateway.Said(Rendering.Answer(shown, Audience.Details))
        );
        Assert.Equal(
            """{"id":"con_1","email":"{{contact:con_1.email}}","note":"Call [regulated: card] or c@d.e","name":"[e-mail]","hidden":["income"]}""",
            Gateway.Said(Rendering.Answer(shown, Blind.Audience))
        );
        Assert.Equal(
            """{"id":"con_1","name":"Ada"}""",
            Gateway.Said(Rendering.Answer(new Shown("con_1", null, null, "Ada", null), Audience.Handles))
        );
    }

    public sealed record Shown(
        string Id,
        [property: Class(DataClass.Confidential, Handle = "contact.email")] string? Email,
        [property: Class(DataClass.Confidential, Prose = true)] string? Note,
        string Name,
        [property: Class(DataClass.Confidential)] long? Income
    );
}

using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

/// <summary>Where among its arguments an agent may say what.</summary>
public sealed class ClassificationOfArgumentsTests
{
    private const string Secret = "hga_abcdefghijklmnopqrstuvwxyz";
    private readonly ClassificationGuard _guard = new();

    private async Task<(Passage Passage, Refusal? Refusal)> Judge(string arguments, Principal? by = null)
    {
        var passage = new Passage(new Gateway().Call("letter.try", arguments, by), new LetterTry(), 0);
        return (passage, (await _guard.JudgeCall(passage, default)).Refusal);
    }

    [Theory]
    [InlineData("""{"name":"AB123456C"}""", "name")]
    [InlineData("""{"to":"AB123456C"}""", "to")]
    [InlineData("""{"body":"AB123456C"}""", "body")]
    [InlineData("""{"tags":["a","b","AB123456C"]}""", "tags[2]")]
    [InlineData("""{"copies":[{"to":"a@b.de"},{"cursor":"AB123456C"}]}""", "copies[1].cursor")]
    [InlineData("""{"unknown":{"deep":[["AB123456C"]]}}""", "unknown.deep[0][0]")]
    [InlineData("""{"name":"a","body":"b","to":"AB123456C"}""", "to")]
    [InlineData("""{"name":"{{a:1}} AB123456C"}""", "name")]
    public async Task A_regulated_value_is_refused_where_it_stands(string arguments, string field)
    {
        var (passage, refusal) = await Judge(arguments);
        Assert.Equal(
            new Refusal(
                "classification.regulated",
                $"{field}: holds what looks like a government id, which is regulated and is never kept in a text that models read.",
                "Leave it out. A person records it in the record's own regulated field (birth_date, or a custom field of class regulated)."
            )
            {
                Field = field,
                Expected = "text without regulated values",
                Came = "a government id",
            },
            refusal
        );
        Assert.Equal(("government id", false), (passage.Basis.Classification?.Regulated, passage.Basis.Classification?.Handle));
        Assert.Null((await Judge(arguments, Gateway.Person)).Refusal);
    }

    [Theory]
    [InlineData("""{"cursor":"AB123456C"}""")]
    [InlineData("""{"idempotency_key":"AB123456C"}""")]
    [InlineData("""{"contact":"AB123456C"}""")]
    [InlineData("""{"colour":"AB123456C"}""")]
    [InlineData("""{"custom":{"passport":"AB123456C"}}""")]
    [InlineData("""{"name":123456782,"body":null,"tags":[],"copies":[{}]}""")]
    public async Task What_is_no_text_of_its_own_is_not_read(string arguments)
    {
        var (passage, refusal) = await Judge(arguments);
        Assert.Null(refusal);
        Assert.Null(passage.Basis.Classification);
        Assert.Empty(passage.Handles);
    }

    [Theory]
    [InlineData($$$"""{"name":"{{{Secret}}}"}""", "name")]
    [InlineData($$$"""{"custom":{"token":"{{{Secret}}}"}}""", "custom.token")]
    public async Task A_credential_is_refused_even_in_a_custom_field(string arguments, string field)
    {
        var refusal = (await Judge(arguments)).Refusal!;
        Assert.Equal(("classification.regulated", field, "a secret"), (refusal.Code, refusal.Field, refusal.Came));
        Assert.Null((await Judge(arguments, Gateway.Person)).Refusal);
    }

    [Fact]
    public async Task A_handle_that_stands_alone_where_one_is_taken_is_kept_to_be_resolved()
    {
        var (passage, refusal) = await Judge(
            """{"to":"{{contact:con_1.email}}","copies":[{"to":"x@y.de"},{"to":" {{contact:con_2.email}} "}]}"""
        );
        Assert.Null(refusal);
        Assert.Equal(
            [("to", new Handle("contact", "con_1", "email")), ("copies[1].to", new Handle("contact", "con_2", "email"))],
            passage.Handles.Select(h => (h.Path, h.Handle))
        );
        Assert.All(passage.Handles, h => Assert.Equal("email", h.Node.Takes));
        var person = await Judge("""{"to":"{{contact:con_1.email}}"}""", Gateway.Person);
        Assert.Equal("to", Assert.Single(person.Passage.Handles).Path);
    }

    [Theory]
    [InlineData("""{"name":"{{contact:con_1.email}}"}""", "name")]
    [InlineData("""{"name":"See {{contact:con_1.email}}"}""", "name")]
    [InlineData("""{"to":"Ada {{contact:con_1.email}}"}""", "to")]
    [InlineData("""{"tags":["{{contact:con_1.email}}"]}""", "tags[0]")]
    [InlineData("""{"unknown":{"to":"{{contact:con_1.email}}"}}""", "unknown.to")]
    [InlineData("""{"custom":{"mail":"{{contact:con_1.email}}"}}""", "custom.mail")]
    public async Task A_handle_anywhere_else_is_refused(string arguments, string field)
    {
        var (passage, refusal) = await Judge(arguments);
        Assert.Equal(Misplaced(field), refusal);
        Assert.Equal((null, true), (passage.Basis.Classification?.Regulated, passage.Basis.Classification?.Handle));
        Assert.Null((await Judge(arguments, Gateway.Person)).Refusal);
    }

    [Fact]
    public async Task Prose_keeps_a_handle_as_it_is_written()
    {
        var (passage, refusal) = await Judge("""{"body":"{{contact:con_1.email}}"}""");
        Assert.Null(refusal);
        Assert.Empty(passage.Handles);
        Assert.Equal("body", (await Judge("""{"body":"{{contact:con_1.email}} AB123456C"}""")).Refusal?.Field);
    }

    [Theory]
    [InlineData(null, "Dear {{contact:con_1.email}}", true)]
    [InlineData("For {{contact:con_1.email}}", "Dear Ada", true)]
    [InlineData("Hello", "Dear {{Ada}}", false)]
    [InlineData(null, "Dear Ada", false)]
    public async Task No_agent_sends_a_handle(string? subject, string body, bool isRefused)
    {
        foreach (var by in (Principal[])[Gateway.Agent, Gateway.Person])
        {
            var passage = new Gateway().Passage("message.send", by: by);
            var plan = new Plan()
                .Send(MessageSend.Message(passage.Call, "a@b.de", body) with { Subject = subject })
                .Send(MessageSend.Message(passage.Call, "a@b.de", "Nothing"));
            passage.Decision = new(new Nothing(), plan);
            Assert.Equal(isRefused && !by.IsPerson ? Misplaced("body") : null, (await _guard.JudgePlan(passage, default)).Refusal);
        }
    }

    private static Refusal Misplaced(string field) =>
        new(
            "classification.handle",
            $"{field}: a handle stands for a confidential value, which has no place in this field.",
            "Give a handle alone, and only as an e-mail address, a phone number or a query; to write to somebody, name the contact."
        )
        {
            Field = field,
            Expected = "text without handles",
        };
}

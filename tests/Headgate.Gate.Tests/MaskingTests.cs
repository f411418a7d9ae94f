using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

/// <summary>What a policy masks in an answer.</summary>
public sealed class MaskingTests
{
    private static readonly Shown Answer = new(
        "con_1",
        "a@b.de",
        5,
        ["x"],
        [new("Zoë", 7, new("deep", 8, null)), new("Bo", null, null)],
        true,
        "1980-01-01"
    );

    private static string Masked(params string[] masks) =>
        Gateway.Said(Rendering.Answer(Answer, Audience.Details, masks.ToHashSet(StringComparer.Ordinal)));

    [Fact]
    public void A_text_is_masked_however_deep_and_nothing_else_is_touched() =>
        Assert.Equal(
            """{"id":"con_1","email":"[masked]","total":5,"tags":["x"],"parts":[{"name":"[masked]","count":7,"in":{"name":"[masked]","count":8}},{"name":"[masked]"}],"flag":true,"born":"[regulated]"}""",
            Masked("email", "name")
        );

    [Fact]
    public void Numbers_lists_objects_and_flags_are_left_out()
    {
        Assert.Equal(
            """{"id":"con_1","email":"a@b.de","parts":[{"name":"Zoë"},{"name":"Bo"}],"born":"[regulated]"}""",
            Masked("total", "tags", "flag", "in", "count")
        );
        Assert.Equal("""{"id":"con_1","email":"a@b.de","total":5,"tags":["x"],"flag":true,"born":"[regulated]"}""", Masked("parts"));
    }

    [Fact]
    public void A_class_is_masked_by_its_name()
    {
        const string Rest =
            "\"tags\""
            + """:["x"],"parts":[{"name":"Zoë","count":7,"in":{"name":"deep","count":8}},{"name":"Bo"}],"flag":true,"born":"[regulated]"}""";
        Assert.Equal("""{"id":"con_1","email":"[masked]",""" + Rest, Masked("confidential"));
        Assert.Equal("""{"id":"con_1","email":"[masked]",""" + Rest, Masked("confidential", "regulated"));
        Assert.Equal("""{"id":"con_1","email":"a@b.de","total":5,""" + Rest, Masked("regulated"));
        Assert.Equal("""{"id":"con_1","email":"a@b.de","total":5,""" + Rest, Masked());
        Assert.Equal("""{"id":"[masked]","email":"[masked]",""" + Rest, Masked("confidential", "none", "id"));
    }

    [Fact]
    public void A_masked_answer_is_as_clean_as_any_other()
    {
        var card = Answer with { Id = "4111111111111111" };
        Assert.StartsWith(
            """{"id":"[regulated: card]","email":"[masked]",""",
            Gateway.Said(Rendering.Answer(card, Audience.Details, new HashSet<string> { "confidential" })),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_remembered_is_masked_alike()
    {
        var masks = new HashSet<string> { "confidential" };
        Assert.Contains("\"email\":\"[masked]\"", Gateway.Said(Rendering.Remembered(Answer, Audience.Person, masks)));
        Assert.Contains("\"email\":\"a@b.de\"", Gateway.Said(Rendering.Remembered(Answer, Audience.Person)));
        Assert.Contains(
            "\"name\":\"[masked]\"",
            Gateway.Said(Rendering.Remembered(Answer, Audience.Person, new HashSet<string> { "name" }))
        );
    }

    public sealed record Shown(
        string Id,
        [property: Class(DataClass.Confidential)] string Email,
        [property: Class(DataClass.Confidential)] int Total,
        IReadOnlyList<string> Tags,
        IReadOnlyList<Part> Parts,
        bool Flag,
        [property: Class(DataClass.Regulated)] string Born
    );

    public sealed record Part(string Name, int? Count, Part? In);
}

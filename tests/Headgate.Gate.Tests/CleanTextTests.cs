using System.Text.Json;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

/// <summary>Texts and values of any form as each audience gets them.</summary>
public sealed class CleanTextTests
{
    private const string Free = """
        {"card 4111111111111111":"a@b.de\u200B","n":4111111111111111,"small":5,"l":["+49 89 1234567",[true,null]],"o":{"x":1.5},"f":false}
        """;

    private static readonly Shown Answer = new(
        "Ada\u202E 4111111111111111, a@b.de",
        new(StringComparer.Ordinal) { ["a@b.de 4111111111111111"] = 1 },
        Gateway.Json(Free)
    );

    [Fact]
    public void A_person_gets_every_byte() =>
        Assert.Equal(
            "{\"text\":\"Ada\u202E 4111111111111111, a@b.de\",\"by\":{\"a@b.de 4111111111111111\":1},\"free\":"
                + Free.Trim().Replace("\\u200B", "\u200B", StringComparison.Ordinal)
                + "}",
            Gateway.Said(Rendering.Answer(Answer, Audience.Person))
        );

    [Fact]
    public void A_model_gets_nothing_invisible_and_nothing_regulated_in_texts_names_and_numbers() =>
        Assert.Equal(
            """{"text":"Ada [regulated: card], a@b.de","by":{"a@b.de [regulated: card]":1},"free":{"card [regulated: card]":"a@b.de","n":"[regulated: card]","small":5,"l":["+49 89 1234567",[true,null]],"o":{"x":1.5},"f":false}}""",
            Gateway.Said(Rendering.Answer(Answer, Audience.Details))
        );

    [Fact]
    public void A_model_without_contact_details_gets_no_address_and_no_number_of_a_phone_either() =>
        Assert.Equal(
            """{"text":"Ada [regulated: card], [e-mail]","by":{"[e-mail] [regulated: card]":1},"free":{"card [regulated: card]":"[e-mail]","n":"[regulated: card]","small":5,"l":["[phone]",[true,null]],"o":{"x":1.5},"f":false}}""",
            Gateway.Said(Rendering.Answer(Answer, Audience.Handles))
        );

    public sealed record Shown(string Text, Dictionary<string, int> By, JsonElement Free);
}

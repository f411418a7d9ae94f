using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class ContractTests
{
    private const string Iban = "DE89 3704 0044 0532 0130 00";

    // Made anew each time: the gate keeps one for each audience.
    private static string Answer<T>(Audience audience, Action<T> set, bool isKept = false, bool masks = false)
        where T : new()
    {
        T answer = new();
        set(answer);
        return JsonSerializer.Serialize(answer, new Contract(audience, isKept, masks).Options());
    }

    private static void Fill(Shown shown) =>
        (shown.Id, shown.OwnerId, shown.Email, shown.Phone, shown.Note, shown.Words, shown.Total, shown.Tags) = (
            "con_1",
            "usr_1",
            "a@b.c",
            "+49 30 123456",
            "Hush",
            "Call a@b.c",
            5,
            ["x"]
        );

    [Theory]
    [InlineData(
        Audience.Person,
        """{"id":"con_1","owner_id":"usr_1","email":"a@b.c","phone":"+49 30 123456","note":"Hush","words":"Call a@b.c","total":5,"tags":["x"]}"""
    )]
    [InlineData(
        Audience.Details,
        """{"id":"con_1","owner_id":"usr_1","email":"a@b.c","phone":"+49 30 123456","note":"Hush","words":"Call a@b.c","total":5,"tags":["x"]}"""
    )]
    [InlineData(
        Audience.Handles,
        """{"id":"con_1","owner_id":"usr_1","email":"{{contact:con_1.email}}","phone":"{{user:usr_1.phone}}","note":"[confidential]","words":"Call a@b.c","hidden":["total","tags"]}"""
    )]
    public void What_is_confidential_is_shown_as_a_handle_or_withheld_or_left_out_and_named(Audience audience, string json) =>
        Assert.Equal(json, Answer<Shown>(audience, Fill));

    [Fact]
    public void What_is_not_there_has_no_handle_and_is_not_named()
    {
        Assert.Equal("""{"id":"con_1"}""", Answer<Shown>(Audience.Handles, s => s.Id = "con_1"));
        Assert.Equal("""{"hidden":["tags"]}""", Answer<Shown>(Audience.Handles, s => s.Tags = ["x"]));
        Assert.Equal("{}", Answer<Shown>(Audience.Details, _ => { }));
    }

    [Theory]
    [InlineData(Audience.Person)]
    [InlineData(Audience.Details)]
    [InlineData(Audience.Handles)]
    public void What_a_policy_masks_is_masked_for_everybody(Audience audience) =>
        Assert.Equal(
            """{"id":"con_1","owner_id":"usr_1","email":"[masked]","phone":"[masked]","note":"[masked]","words":"[masked]"}""",
            Answer<Shown>(audience, Fill, masks: true)
        );

    [Fact]
    public void Nothing_that_is_not_there_is_masked() =>
        Assert.Equal("""{"id":"con_1"}""", Answer<Shown>(Audience.Handles, s => s.Id = "con_1", masks: true));

    [Theory]
    [InlineData(Audience.Person, $"{Iban} ada@b.example", "a\u200bb", Iban)]
    [InlineData(Audience.Details, "[regulated: bank account] ada@b.example", "ab", "[regulated: bank account]")]
    [InlineData(Audience.Handles, "[regulated: bank account] [e-mail]", "ab", "[regulated: bank account]")]
    public void A_model_gets_texts_without_what_is_regulated_and_without_invisible_characters(
        Audience audience,
        string text,
        string plain,
        string custom
    )
    {
        var json = Json(
            Answer<Texts>(
                audience,
                t =>
                {
                    (t.Text, t.Plain) = ($"{Iban} ada@b.example", "a\u200bb");
                    t.Custom = Gateway.Json($$"""{"key":"{{Iban}}","list":["{{Iban}} ada@b.example"]}""");
                }
            )
        );
        Assert.Equal(text, json.GetProperty("text").GetString());
        Assert.Equal(plain, json.GetProperty("plain").GetString());
        Assert.Equal(custom, json.GetProperty("custom").GetProperty("key").GetString());
        Assert.Equal(text, json.GetProperty("custom").GetProperty("list")[0].GetString());
    }

    [Theory]
    [InlineData(Audience.Person, $"{Iban} ada@b.example")]
    [InlineData(Audience.Details, "[regulated: bank account] ada@b.example")]
    [InlineData(Audience.Handles, "[regulated: bank account] ada@b.example")]
    public void A_text_with_a_class_of_its_own_loses_only_what_is_regulated(Audience audience, string text) =>
        Assert.Equal(text, Json(Answer<Texts>(audience, t => t.Open = $"{Iban} ada@b.example")).GetProperty("open").GetString());

    [Theory]
    [InlineData(Audience.Person)]
    [InlineData(Audience.Details)]
    [InlineData(Audience.Handles)]
    public void Bytes_are_handed_on_as_they_are(Audience audience) =>
        Assert.Equal(Iban, Json(Answer<Texts>(audience, t => t.Bytes = Iban)).GetProperty("bytes").GetString());

    [Fact]
    public void A_handle_is_written_as_it_is_whatever_its_record_is_called()
    {
        var json = Json(Answer<Shown>(Audience.Handles, s => (s.Id, s.Email) = ("ada@b.example", "x")));
        Assert.Equal(
            ("[e-mail]", "{{contact:ada@b.example.email}}"),
            (json.GetProperty("id").GetString(), json.GetProperty("email").GetString())
        );
    }

    [Fact]
    public void Names_are_snake_case_and_letters_stay_readable() =>
        Assert.Equal("""{"owner_id":"Zoë <b> & 名"}""", Answer<Shown>(Audience.Person, s => s.OwnerId = "Zoë <b> & 名"));

    [Fact]
    public void What_has_no_class_and_is_no_text_is_shown() =>
        Assert.Equal("""{"count":7}""", Answer<Texts>(Audience.Handles, t => t.Count = 7));

    [Fact]
    public void What_cannot_be_read_is_not_shown_whatever_its_class() =>
        Assert.Equal(
            """{"email":"{{contact:con_1.email}}","id":"con_1","place":"Rome"}""",
            Answer<Written>(Audience.Handles, w => (w.Id, w.Email, w.Place, w.Secret) = ("con_1", "a@b.c", "Rome", "s"))
        );

    [Fact]
    public void A_secret_with_a_class_is_shown_once_under_its_class()
    {
        Assert.Equal("""{"token":"t","code":"[regulated]"}""", Answer<Once>(Audience.Details, Fill));
        Assert.Equal("{}", Answer<Once>(Audience.Details, Fill, isKept: true));

        static void Fill(Once once) => (once.Token, once.Code) = ("t", "c");
    }

    private static JsonElement Json(string json) => Gateway.Json(json);

    internal sealed class Shown
    {
        public string? Id { get; set; }

        public string? OwnerId { get; set; }

        [Class(DataClass.Confidential, Handle = "contact.email")]
        public string? Email { get; set; }

        [Class(DataClass.Confidential, Handle = "user.phone", Of = nameof(OwnerId))]
        public string? Phone { get; set; }

        [Class(DataClass.Confidential)]
        public string? Note { get; set; }

        [Class(DataClass.Confidential, Prose = true)]
        public string? Words { get; set; }

        [Class(DataClass.Confidential)]
        public long? Total { get; set; }

        [Class(DataClass.Confidential)]
        public IReadOnlyList<string>? Tags { get; set; }
    }

    internal sealed class Texts
    {
        public string? Text { get; set; }

        public string? Plain { get; set; }

        public JsonElement? Custom { get; set; }

        [Class(DataClass.Internal)]
        public string? Open { get; set; }

        [Class(DataClass.Internal, Bytes = true)]
        public string? Bytes { get; set; }

        public int? Count { get; set; }
    }

    internal sealed class Written
    {
        private string? _secret;

        [Class(DataClass.Confidential, Handle = "contact.email")]
        public string? Email { get; set; }

        public string? Id { get; set; }

        [JsonInclude]
        public string? Place;

        [Class(DataClass.Regulated)]
        public string? Secret
        {
            set => _secret = value;
        }

        public string? Kept() => _secret;
    }

    internal sealed class Once
    {
        [ShownOnce]
        public string? Token { get; set; }

        [ShownOnce]
        [Class(DataClass.Regulated)]
        public string? Code { get; set; }
    }
}

using System.Text;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class PlanHashTests
{
    private static readonly Message Hello = MessageSend.Message(new Gateway().Call("message.send"), "a@b.c", "Hello") with
    {
        Subject = "Hi",
        Documents = [new("doc_1", "abc", "proposal")],
    };

    private static string Updated(string from, string to, long version = 1, string id = "con_1", long at = 1) =>
        new Plan().Update(Kinds.Contact, id, version, ("name", from, to), ("updated_at", 0L, at)).Hash;

    private static string Sent(Message message) => new Plan().Send(message).Hash;

    [Fact]
    public void The_hash_covers_the_record_and_from_and_to()
    {
        var hash = Updated("a", "b");
        Assert.Equal(hash, Updated("a", "b"));
        Assert.NotEqual(hash, Updated("x", "b"));
        Assert.NotEqual(hash, Updated("a", "x"));
        Assert.NotEqual(hash, Updated("a", "b", id: "con_2"));
        Assert.NotEqual(hash, new Plan().Update(Kinds.Contact, "con_1", 1, ("email", "a", "b")).Hash);
        Assert.NotEqual(
            new Plan().Insert(Kinds.Contact, "1", ("name", "a")).Hash,
            new Plan().Insert(Kinds.Account, "1", ("name", "a")).Hash
        );
        Assert.NotEqual(new Plan().Delete(Kinds.Contact, "con_1", 1).Hash, Plan.Empty.Hash);
        Assert.NotEqual(new Plan().Delete(Kinds.Contact, "con_1", 1).Hash, new Plan().Insert(Kinds.Contact, "con_1").Hash);
    }

    [Fact]
    public void The_hash_does_not_cover_versions_and_clocks()
    {
        Assert.Equal(Updated("a", "b"), Updated("a", "b", version: 9, at: 99));
        Assert.Equal(Plan.Empty.Hash, new Plan().Touch(Kinds.Contact, "con_1", "seen_at", Gateway.Noon).Hash);
        Assert.Equal(Plan.Empty.Hash, new Plan().Rely(Kinds.Contact, "con_1", 1).Hash);
        Assert.Equal(Sent(Hello), Sent(Hello with { SendBefore = Gateway.Noon.AddDays(1) }));
    }

    [Fact]
    public void The_hash_does_not_cover_the_order_of_fields() =>
        Assert.Equal(
            new Plan().Insert(Kinds.Contact, "con_1", ("name", "a"), ("email", "b")).Hash,
            new Plan().Insert(Kinds.Contact, "con_1", ("email", "b"), ("name", "a")).Hash
        );

    [Fact]
    public void The_hash_covers_what_a_message_says_and_to_whom()
    {
        Message[] others =
        [
            Hello with
            {
                Channel = "sms",
            },
            Hello with
            {
                Contact = "con_9",
            },
            Hello with
            {
                To = "b@b.c",
            },
            Hello with
            {
                Subject = "Ho",
            },
            Hello with
            {
                Subject = null,
            },
            Hello with
            {
                Body = "Bye",
            },
            Hello with
            {
                Conversation = "cnv_9",
            },
            Hello with
            {
                Documents = [],
            },
            Hello with
            {
                Documents = [new("doc_2", "abc", "proposal")],
            },
            Hello with
            {
                Documents = [new("doc_1", "abd", "proposal")],
            },
        ];
        Assert.Equal(others.Length + 1, others.Append(Hello).Select(Sent).Distinct().Count());
    }

    [Fact]
    public void The_hash_does_not_cover_minted_ids_but_what_refers_to_them()
    {
        Assert.Equal(Linked("acc_1", "acc_2", "acc_1"), Linked("acc_8", "acc_9", "acc_8"));
        Assert.NotEqual(Linked("acc_1", "acc_2", "acc_1"), Linked("acc_1", "acc_2", "acc_2"));
        Assert.NotEqual(Linked("acc_1", "acc_2", "acc_1"), Linked("acc_1", "acc_2", "acc_3"));
        Assert.Equal(Sent(Hello), Sent(Hello with { Id = "out_9" }));
        Assert.Equal(Written("con_1", "cnv_1"), Written("con_2", "cnv_2"));
        Assert.Equal(Noted("out_1"), Noted("out_2"));
        Assert.NotEqual(
            Noted("out_1"),
            new Plan().Send(Hello with { Id = "out_1" }).Update(Kinds.Contact, "con_1", 1, ("name", null, "out_2")).Hash
        );

        static string Linked(string one, string two, string link) =>
            new Plan()
                .Insert(Kinds.Account, one, ("name", "a"))
                .Insert(Kinds.Account, two, ("name", "a"))
                .Insert(Kinds.Contact, "con_" + one, ("account_id", link))
                .Hash;
        static string Written(string contact, string conversation) =>
            new Plan()
                .Insert(Kinds.Contact, contact, ("name", "a"))
                .Insert(Kinds.Account, conversation, ("name", "a"))
                .Send(Hello with { Contact = contact, Conversation = conversation })
                .Hash;
        static string Noted(string message) =>
            new Plan().Send(Hello with { Id = message }).Update(Kinds.Contact, "con_1", 1, ("name", null, message)).Hash;
    }

    [Fact]
    public void Two_messages_of_one_plan_are_told_apart()
    {
        Assert.NotEqual(Noted("out_1"), Noted("out_2"));

        static string Noted(string message) =>
            new Plan()
                .Send(Hello with { Id = "out_1" })
                .Send(Hello with { Id = "out_2" })
                .Update(Kinds.Contact, "con_1", 1, ("name", null, message))
                .Hash;
    }

    [Fact]
    public void Records_that_existed_before_keep_their_own_ids_in_the_hash() =>
        Assert.NotEqual(
            new Plan().Update(Kinds.Contact, "con_1", 1, ("account_id", null, "acc_1")).Hash,
            new Plan().Update(Kinds.Contact, "con_1", 1, ("account_id", null, "acc_2")).Hash
        );

    [Fact]
    public void Every_type_of_value_has_its_own_form()
    {
        object?[] values = ["1", 1L, true, false, new byte[] { 1 }, new byte[] { 2 }];
        Assert.Equal(values.Length, values.Select(v => new Plan().Insert(Kinds.Contact, "con_1", ("score", v)).Hash).Distinct().Count());
        Assert.Equal(
            "6fb622e671f5b22003174dfad0ee03649574d73f2b1bcaa7b14e4de49686f207",
            new Plan()
                .Update(
                    Kinds.Contact,
                    "con_1",
                    1,
                    ("name", "a", "b"),
                    ("score", null, 2L),
                    ("vip", true, false),
                    ("photo", null, new byte[] { 1 })
                )
                .Send(Hello)
                .Hash
        );
    }

    [Fact]
    public void What_a_person_is_shown_of_an_erasure_is_whose_and_which_records_go_or_stay_without_the_person()
    {
        Erasure erasure = new(
            Kinds.Contact,
            ["con_1", "con_2"],
            [Nouns.Of("note")],
            [new(Nouns.Of("opportunity"), "contact_id", [("name", null)])]
        );
        Assert.Equal(
            """{"changes":[],"messages":[],"erases":["con_1","con_2","every note of theirs","their name and words from every opportunity"]}""",
            Shown(new Plan().Erase(erasure))
        );
    }

    [Fact]
    public void What_ages_away_is_shown_with_its_class_and_instant() =>
        Assert.Equal(
            """{"changes":[],"messages":[],"drops_calls_before":"2026-03-04T12:00:00Z"}""",
            Shown(new Plan().Age("calls", Gateway.Noon))
        );

    [Fact]
    public void A_plan_is_shown_field_by_field_in_order_of_their_names_with_what_is_minted_by_number() =>
        Assert.Equal(
            """{"changes":[{"kind":"account","id":"#0","verb":"Insert","fields":{"name":[null,"Zoë"]}},{"kind":"contact","id":"con_1","verb":"Update","fields":{"account_id":["acc_0","#0"],"score":[null,2],"vip":[true,false]}},{"kind":"contact","id":"con_2","verb":"Update","fields":{"account_id":[null,"#0"],"score":[1,null],"vip":[false,true]}},{"kind":"contact","id":"con_3","verb":"Update","fields":{"name":["a","b"]}},{"kind":"contact","id":"con_4","verb":"Delete","fields":{}}],"messages":[{"channel":"email","contact":"con_00000000000000000000000001","to":"a@b.c","subject":"Hi","body":"Hello","conversation":"cnv_1","documents":["doc_1","abc","proposal"]}]}""",
            Shown(
                new Plan()
                    .Insert(Kinds.Account, "acc_1", ("name", "Zoë"))
                    .Update(
                        Kinds.Contact,
                        "con_1",
                        1,
                        ("vip", true, false),
                        ("score", null, 2L),
                        ("account_id", "acc_0", "acc_1"),
                        ("updated_at", 1L, 2L)
                    )
                    .Update(
                        Kinds.Contact,
                        "con_2",
                        1,
                        ("vip", false, true),
                        ("score", 1L, null),
                        ("account_id", null, "acc_1"),
                        ("updated_at", 1L, 3L)
                    )
                    .Update(Kinds.Contact, "con_3", 1, ("name", "a", "b"))
                    .Touch(Kinds.Contact, "con_3", "seen_at", Gateway.Noon)
                    .Delete(Kinds.Contact, "con_4", 1)
                    .Send(Hello with { Conversation = "cnv_1" })
            )
        );

    // The same fields in another order, and as many other fields: what is remembered of one record must not be read from another.
    [Fact]
    public void Records_of_one_kind_with_other_fields_are_shown_with_their_own() =>
        Assert.Equal(
            """{"changes":[{"kind":"contact","id":"a","verb":"Update","fields":{"name":["1","2"],"score":[3,4]}},{"kind":"contact","id":"b","verb":"Update","fields":{"name":["1","2"],"score":[3,4]}},{"kind":"contact","id":"c","verb":"Update","fields":{"email":["1","2"],"score":[3,4]}},{"kind":"contact","id":"d","verb":"Update","fields":{"name":["1","2"],"vip":[false,true]}},{"kind":"contact","id":"e","verb":"Update","fields":{"name":["1","2"]}}],"messages":[]}""",
            Shown(
                new Plan()
                    .Update(Kinds.Contact, "a", 1, ("name", "1", "2"), ("score", 3L, 4L))
                    .Update(Kinds.Contact, "b", 1, ("score", 3L, 4L), ("name", "1", "2"))
                    .Update(Kinds.Contact, "c", 1, ("score", 3L, 4L), ("email", "1", "2"))
                    .Update(Kinds.Contact, "d", 1, ("name", "1", "2"), ("vip", false, true))
                    .Update(Kinds.Contact, "e", 1, ("name", "1", "2"))
            )
        );

    private static string Shown(Plan plan) => Encoding.UTF8.GetString(PlanHash.Text(plan));

    [Fact]
    public void A_value_of_another_type_cannot_be_planned()
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => new Plan().Insert(Kinds.Contact, "con_1", ("score", 1)).Hash);
        Assert.Equal("A plan holds text, whole numbers, flags and bytes, not Int32.", wrong.Message);
    }
}

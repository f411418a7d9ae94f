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
            "b025e6c13627900e0fcdedb16f376f690fb14d5cf302647b47a989f7c7149144",
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
    public void A_value_of_another_type_cannot_be_planned()
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => new Plan().Insert(Kinds.Contact, "con_1", ("score", 1)).Hash);
        Assert.Equal("A plan holds text, whole numbers, flags and bytes, not Int32.", wrong.Message);
    }
}

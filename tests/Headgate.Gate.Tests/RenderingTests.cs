using System.Reflection.Emit;
using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class RenderingTests
{
    [Fact]
    public void An_answer_is_snake_case_without_nulls_and_with_names_as_they_are() =>
        Assert.Equal("""{"first_name":"Zoë <b>","count":0}""", Gateway.Said(Rendering.Answer(Fresh(s => s.FirstName = "Zoë <b>"))));

    [Fact]
    public void Regulated_values_are_masked_or_left_out_and_stay_absent_when_absent() =>
        Assert.Equal(
            """{"tax_id":"[regulated]","tags":["x"],"count":0}""",
            Gateway.Said(Rendering.Answer(Fresh(s => (s.TaxId, s.Cards, s.Income, s.Tags) = ("123-45-6789", ["4111"], 5, ["x"]))))
        );

    [Fact]
    [Proves(Frameworks.Aisvs, "9.5.4")]
    [Proves(Frameworks.Mcp, "MCP01")]
    public void A_secret_is_shown_once_and_not_remembered()
    {
        var answer = Fresh(s => s.Token = "secret");
        Assert.Equal("""{"token":"secret","count":0}""", Gateway.Said(Rendering.Answer(answer)));
        Assert.Equal("""{"count":0}""", Gateway.Said(Rendering.Remembered(answer)));
        Assert.Equal("""{"tax_id":"[regulated]","count":0}""", Gateway.Said(Rendering.Remembered(Fresh(s => s.TaxId = "1"))));
    }

    [Fact]
    public void A_dry_run_shows_the_names_of_custom_fields_and_not_their_values()
    {
        var kind = new RecordKind("account", "acc", "accounts", new Field("custom", DataClass.Confidential, Holds.Json));
        var passage = new Gateway().Passage("test.run");
        passage.Decision = new(
            new Nothing(),
            new Plan().Update(kind, "acc_1", 1, ("custom", null, """{"passport":"X123","tier":"gold"}"""))
        );
        var shown = Gateway.Said(Rendering.Planned(passage));
        Assert.Contains("\"to\":\"passport, tier\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("X123", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_shows_hash_changes_and_messages_without_clocks_and_minted_ids()
    {
        var gate = new Gateway();
        var passage = gate.Passage("test.run");
        var plan = new Plan()
            .Insert(Kinds.Account, "acc_1", ("name", "Acme"))
            .Update(
                Kinds.Contact,
                "con_1",
                1,
                ("name", "a", "b"),
                ("tax_id", "1", null),
                ("photo", null, new byte[] { 1, 2 }),
                ("vip", true, false),
                ("score", null, 7L),
                ("updated_at", 1L, 2L)
            )
            .Update(Kinds.Contact, "con_2", 1, ("tax_id", null, "2"), ("vip", false, true))
            .Touch(Kinds.Contact, "con_3", "seen_at", Gateway.Noon)
            .Delete(Kinds.Account, "acc_2", 1)
            .Send(MessageSend.Message(passage.Call, "a@b.c", "Hello") with { Subject = "Hi" });
        passage.Decision = new(new Nothing(), plan);
        Assert.Equal(
            $$"""
            {"dry_run":true,"plan_hash":"{{plan.Hash}}","changes":[{"kind":"account","verb":"insert","fields":[{"field":"name","to":"Acme"}]},{"kind":"contact","id":"con_1","verb":"update","fields":[{"field":"name","from":"a","to":"b"},{"field":"tax_id","from":"[regulated]"},{"field":"photo","to":"2 bytes, SHA-256 a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222"},{"field":"vip","from":"true","to":"false"},{"field":"score","to":"7"}]},{"kind":"contact","id":"con_2","verb":"update","fields":[{"field":"tax_id","to":"[regulated]"},{"field":"vip","from":"false","to":"true"}]},{"kind":"account","id":"acc_2","verb":"delete","fields":[]}],"messages":[{"channel":"email","contact":"con_00000000000000000000000001","to":"a@b.c","subject":"Hi","body":"Hello"}]}
            """,
            Gateway.Said(Rendering.Planned(passage))
        );
    }

    // A contract is made once per type; a type that nobody has seen makes every test look at the making, too.
    private static Shown Fresh(Action<Shown> set)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new("Fresh"), AssemblyBuilderAccess.Run).DefineDynamicModule("Fresh");
        var shown = (Shown)Activator.CreateInstance(typeof(Unseen<>).MakeGenericType(module.DefineType("Fresh").CreateType()))!;
        set(shown);
        return shown;
    }

    public sealed class Unseen<T> : Shown;

    public class Shown
    {
        public string? FirstName { get; set; }

        [Class(DataClass.Regulated)]
        public string? TaxId { get; set; }

        [Class(DataClass.Regulated)]
        public IReadOnlyList<string>? Cards { get; set; }

        [Class(DataClass.Regulated)]
        public long? Income { get; set; }

        [Class(DataClass.Confidential)]
        public IReadOnlyList<string>? Tags { get; set; }

        [ShownOnce]
        public string? Token { get; set; }

        public int Count { get; set; }
    }
}

using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed class SchemaGuardTests
{
    private readonly Gateway _gate = new();
    private readonly SchemaGuard _guard = new();

    private async Task<(Passage Passage, Refusal? Refusal)> Judge(string action, string arguments, Func<Call, Call>? but = null)
    {
        var call = _gate.Call(action, arguments);
        var passage = new Passage(but?.Invoke(call) ?? call, _gate.Catalogue.Find(action)!, 0);
        return (passage, (await _guard.JudgeCall(passage, default)).Refusal);
    }

    [Fact]
    public async Task Arguments_that_fit_are_bound_and_hashed()
    {
        var (passage, refusal) = await Judge("contact.create", """{"name":"Ada","email":"a@b.c"}""");
        Assert.Null(refusal);
        Assert.Equal(new ContactCreate.Input { Name = "Ada", Email = "a@b.c" }, passage.Input);
        Assert.Equal(CanonicalJson.Hash("""{"email":"a@b.c","name":"Ada"}"""u8), passage.ArgumentsHash);
        Assert.Equal((null, false), (passage.GivenKey, passage.DryRun));
        Assert.Equal("schema", _guard.Name);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.4.4")]
    [Proves(Frameworks.Saif, "controlInputValidationAndSanitization")]
    public async Task Arguments_that_do_not_fit_are_refused_and_not_bound()
    {
        var (passage, refusal) = await Judge("contact.create", """{"name":5}""");
        Assert.Equal(
            "schema.invalid | name: expected text of 1 to 80 characters, got 5. | Correct name and call again.",
            Gateway.Said(refusal)
        );
        Assert.Null(passage.Input);
    }

    [Fact]
    public async Task The_key_and_the_dry_run_are_no_part_of_the_hash()
    {
        var (plain, _) = await Judge("contact.create", """{"name":"Ada"}""");
        var (keyed, _) = await Judge("contact.create", """{"idempotency_key":"k","dry_run":true,"name":"Ada"}""");
        Assert.Equal(plain.ArgumentsHash, keyed.ArgumentsHash);
        Assert.Equal(("k", true), (keyed.GivenKey, keyed.DryRun));
    }

    [Fact]
    public async Task A_key_comes_from_the_arguments_else_from_the_call()
    {
        var (own, _) = await Judge(
            "contact.create",
            """{"name":"Ada","idempotency_key":"own"}""",
            c => c with { IdempotencyKey = "header" }
        );
        Assert.Equal("own", own.GivenKey);
        var (header, _) = await Judge("contact.create", """{"name":"Ada"}""", c => c with { IdempotencyKey = "header" });
        Assert.Equal("header", header.GivenKey);
    }

    [Fact]
    public async Task A_dry_run_is_wanted_by_the_call_or_its_arguments()
    {
        Assert.True((await Judge("contact.create", """{"name":"Ada"}""", c => c with { DryRun = true })).Passage.DryRun);
        Assert.True((await Judge("contact.create", """{"name":"Ada","dry_run":false}""", c => c with { DryRun = true })).Passage.DryRun);
        Assert.False((await Judge("contact.create", """{"name":"Ada","dry_run":false}""")).Passage.DryRun);
    }

    [Fact]
    public async Task A_read_has_neither_key_nor_dry_run()
    {
        var (read, refusal) = await Judge(
            "contact.get",
            """{"id":"con_00000000000000000000000001"}""",
            c => c with { IdempotencyKey = "k", DryRun = true }
        );
        Assert.Null(refusal);
        Assert.Equal((null, false), (read.GivenKey, read.DryRun));
        Assert.Equal("schema.unknown_field", (await Judge("contact.get", """{"dry_run":true}""")).Refusal?.Code);
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("a\nb", @"'a\u{a}b'")]
    public async Task A_key_of_the_call_must_be_a_text_that_can_be_remembered(string key, string came)
    {
        var (_, refusal) = await Judge("contact.create", """{"name":"Ada"}""", c => c with { IdempotencyKey = key });
        Assert.Equal(
            $"schema.invalid | idempotency_key: expected 1 to 255 characters, got {came}. | Correct idempotency_key and call again.",
            Gateway.Said(refusal)
        );
        Assert.Equal("idempotency_key", refusal!.Field);
    }

    [Fact]
    public async Task A_key_has_at_most_255_characters()
    {
        Assert.Null((await Judge("contact.create", """{"name":"Ada"}""", c => c with { IdempotencyKey = new string('k', 255) })).Refusal);
        Assert.NotNull(
            (await Judge("contact.create", """{"name":"Ada"}""", c => c with { IdempotencyKey = new string('k', 256) })).Refusal
        );
        Assert.Null((await Judge("contact.create", $$"""{"name":"Ada","idempotency_key":"{{new string('k', 255)}}"}""")).Refusal);
        Assert.Equal(
            "idempotency_key",
            (await Judge("contact.create", $$"""{"name":"Ada","idempotency_key":"{{new string('k', 256)}}"}""")).Refusal?.Field
        );
    }

    [Fact]
    public async Task A_credential_is_no_key_and_is_not_told_back()
    {
        const string Secret = "hga_abcdefghijklmnopqrstuvwxyz";
        var given = await Judge("contact.create", $$"""{"name":"Ada","idempotency_key":"{{Secret}}"}""");
        var header = await Judge("contact.create", """{"name":"Ada"}""", c => c with { IdempotencyKey = Secret });
        foreach (var (passage, refusal) in new[] { given, header })
        {
            Assert.Equal(
                "schema.invalid | idempotency_key: expected a key of your own making, got [secret]. | Correct idempotency_key and call again.",
                Gateway.Said(refusal)
            );
            Assert.Equal("invalid", passage.Basis.Schema?.Broke);
        }
    }
}

using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class MemoryTests
{
    private readonly Bare _memory = new();

    [Fact]
    public async Task The_holders_of_many_keys_are_those_that_there_are()
    {
        var holders = await _memory.HoldersOf("org_1", "contact.email", ["a@b.c", "free", "d@e.f"], default);
        Assert.Equal(["a@b.c org_1/contact.email/a@b.c", "d@e.f org_1/contact.email/d@e.f"], holders.Select(h => $"{h.Key} {h.Value}"));
    }

    [Fact]
    public async Task What_nobody_set_is_the_golden_set()
    {
        Assert.Same(Guardrails.Golden, await _memory.Guardrails("org_1", default));
        Assert.Same(Guardrails.Golden.Rollout, await _memory.Rollout("org_1", default));
        _memory.ForgetRollout("org_1");
        Assert.Same(Guardrails.Golden.Rollout, await _memory.Rollout("org_1", default));
    }

    [Fact]
    public async Task The_measures_are_the_same_for_a_passage_until_it_is_decided_again()
    {
        var gate = new Gateway();
        var passage = gate.Passage("contact.get");
        var first = gate.Memory.Rails;
        Assert.Same(first, await gate.Memory.Guardrails(passage, default));
        gate.Memory.Rails = new();
        Assert.Same(first, await gate.Memory.Guardrails(passage, default));
        passage.Again();
        Assert.Same(gate.Memory.Rails, await gate.Memory.Guardrails(passage, default));
    }

    [Fact]
    public async Task Without_a_store_nobody_has_said_counted_or_read_anything()
    {
        var call = new Gateway().Call("contact.get");
        Assert.Same(Judgement.None, await _memory.Policies.Judge(new Gateway().Passage("contact.get"), default));
        Assert.False(await _memory.Approvals.HasWrittenTo("org_1", "email", "a@b.c", default));
        Assert.Null(await _memory.Limits.Take("org_1", [], Gateway.Noon));
        Assert.False((await _memory.Taint.Of(call, default)).Tainted);
        Assert.Null(await _memory.Dedupe.FieldsOf("org_1", Kinds.Contact, "con_1", default));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "organisation")]
    public async Task Without_switches_of_their_own_the_organisations_decides(bool on, string? off)
    {
        _memory.Outbound = on;
        Assert.Equal(off, await _memory.FirstOff("org_1", ["organisation", "channel:email"], default));
    }

    // What a store must bring, and nothing more.
    private sealed class Bare : Memory
    {
        public bool Outbound { get; set; }

        public override ValueTask<Recalled?> Recall(
            string tenant,
            string actor,
            string key,
            DateTimeOffset now,
            CancellationToken cancel
        ) => new((Recalled?)null);

        public override ValueTask<string?> HolderOf(string tenant, string kind, string value, CancellationToken cancel) =>
            new(value == "free" ? null : $"{tenant}/{kind}/{value}");

        public override ValueTask<bool> IsOutboundOn(string tenant, CancellationToken cancel) => new(Outbound);

        public override ValueTask<IDisposable> LeaseSwitch(string tenant, bool exclusive, CancellationToken cancel) =>
            throw new NotSupportedException();
    }
}

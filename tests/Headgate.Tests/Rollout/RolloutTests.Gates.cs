namespace Headgate.Tests.Rollout;

public abstract partial class RolloutTests
{
    [Fact]
    public async Task The_gates_are_counted_from_the_audit_and_let_pass_when_all_are_met()
    {
        await Begin();
        var early = (await Step(2)).Refusal!;
        Assert.Equal("rollout.gate", early.Code);
        Assert.Contains("days 0, at least 7", early.Why, StringComparison.Ordinal);
        Assert.Equal("schema.invalid", (await _office.Pass(_office.Admin, "rollout.step", new { week = 2, force = true })).Refusal?.Code);
        for (var i = 0; i < 50; i++)
            await _office.Ask(_office.Agent, "pipelines.list", new { });
        _office.Time.Pass(TimeSpan.FromDays(7));
        for (var i = 0; i < 13; i++)
            await _office.Pass(_office.Agent with { Expires = DateTimeOffset.MaxValue }, "notes.create", new { });
        var gates = await Gates();
        Assert.Equal(["days 7 True", "calls 63 True", "refused 20.6 % False", "errors 0 % True"], gates);
        await _office.Ask(_office.Agent with { Expires = DateTimeOffset.MaxValue }, "pipelines.list", new { });
        await _office.Ask(_office.Agent with { Expires = DateTimeOffset.MaxValue }, "tasks.list", new { });
        Assert.Equal("refused 20 % True", (await Gates())[2]);
        var stepped = await _office.Ask(_office.Admin, "rollout.step", new { week = 2 });
        Assert.False(stepped.TryGetProperty("forced", out _));
        // Back at any time, forward again from there.
        await _office.Ask(_office.Admin, "rollout.step", new { week = 1 });
        Assert.Equal("rollout.gate", (await Step(2)).Refusal?.Code);
        Assert.Contains(
            "gates",
            (await _office.Ask(_office.Admin, "rollout.end", new { reason = "done" })).GetRawText(),
            StringComparison.Ordinal
        );
        await _office.Ask(_office.Agent with { Expires = DateTimeOffset.MaxValue }, "leads.create", new { name = "Zoe" });
    }

    private async Task<IReadOnlyList<string>> Gates() =>
        [
            .. (await _office.Ask(_office.Admin, "rollout.status", new { }))
                .GetProperty("gates")
                .EnumerateArray()
                .Select(g =>
                    $"{g.GetProperty("name").GetString()} {g.GetProperty("value").GetString()} {g.GetProperty("met").GetBoolean()}"
                ),
        ];
}

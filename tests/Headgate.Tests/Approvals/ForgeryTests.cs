using Headgate.Gate;

namespace Headgate.Tests.Approvals;

/// <summary>
/// Decisions that nobody may take: made-up ids, altered hashes, an agent's own word, a second decision, a late one. <c>FUZZ=10000</c> for the long form.
/// </summary>
public sealed class ForgeryTests : IAsyncLifetime
{
    private static readonly int Tries = int.TryParse(Environment.GetEnvironmentVariable("FUZZ"), out var tries) ? tries : 500;

    private Office _office = null!;

    public async ValueTask InitializeAsync() => _office = await Office.Open(null);

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    [Proves(Frameworks.Aisvs, "9.2.8", "9.2.9")]
    [Proves(Frameworks.Agentic, "ASI09")]
    public async Task No_forged_replayed_altered_late_or_own_decision_is_taken()
    {
        var done = await _office.Held("contacts.create", Person(1));
        await _office.Approve(done);
        var rejected = await _office.Held("contacts.create", Person(2));
        await _office.Ask(_office.Admin, "approvals.reject", new { ids = new[] { rejected.Id }, reason = "Not ours" });
        var late = await _office.Held("contacts.create", Person(3));
        _office.Time.Pass(TimeSpan.FromHours(25));
        var agent = await _office.NewAgent("another");
        var waiting = await _office.Held("contacts.create", Person(4), agent);

        const int Seed = 20261122;
        Random random = new(Seed);
        for (var n = 0; n < Tries; n++)
        {
            var (held, by) = random.Next(6) switch
            {
                0 => ((Ids.Fresh("apr", _office.Time.GetUtcNow()), waiting.Hash), _office.Admin),
                1 => ((waiting.Id, Altered(waiting.Hash, random)), _office.Admin),
                2 => (waiting, agent),
                3 => (done, _office.Rep),
                4 => (rejected, _office.Admin),
                _ => (late, _office.Admin),
            };
            var outcome = await _office.Approve(held, by);
            Assert.True(outcome.Refusal is not null, $"Seed {Seed}, try {n}: {held} by {by.Actor} was taken.");
        }

        Assert.Equal(1, await _office.Number("SELECT COUNT(*) FROM contacts WHERE tenant = @tenant"));
        Assert.Equal("pending", (await _office.Standing(waiting.Id)).GetProperty("status").GetString());
    }

    private static object Person(int n) => new { name = $"Person {n}", email = $"person{n}@example.com" };

    private static string Altered(string hash, Random random)
    {
        var at = random.Next(hash.Length);
        return hash[..at] + (hash[at] == 'a' ? 'b' : 'a') + hash[(at + 1)..];
    }
}

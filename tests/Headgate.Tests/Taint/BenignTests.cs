using Headgate.Gate;

namespace Headgate.Tests.Taint;

/// <summary>What honest work costs when a lead, a mail or an import is read on the way: at most one word of a person more.</summary>
public sealed class BenignTests
{
    private static readonly IReadOnlyList<Func<Village, int, (string Action, object Arguments)>> Works =
    [
        (v, n) => ("notes.create", new { record_id = v.Deal, body = $"Summary {n}" }),
        (v, n) =>
            (
                "tasks.create",
                new
                {
                    title = $"Call back {n}",
                    record_id = v.Contact,
                    due_at = "2030-01-02",
                }
            ),
        (v, n) =>
            (
                "activities.log",
                new
                {
                    record_id = v.Deal,
                    kind = "call",
                    subject = $"Call {n}",
                }
            ),
        (v, n) =>
            (
                "email.draft",
                new
                {
                    contact_id = v.Contact,
                    subject = $"Offer {n}",
                    body = "Thank you.",
                }
            ),
        (v, n) => ("opportunities.update", new { id = v.Deal, next_step = $"Quote {n}" }),
        (v, n) =>
            (
                "email.send",
                new
                {
                    contact_id = v.Contact,
                    subject = $"Re {n}",
                    body = "Thank you.",
                }
            ),
        (v, n) => ("opportunities.move_stage", new { id = v.Deal, stage = n % 2 == 0 ? "Proposal" : "Discovery" }),
        (v, n) => ("leads.update_status", new { id = v.Lead, status = n % 2 == 0 ? "working" : "nurture" }),
        (v, n) => ("contacts.update", new { id = v.Contact, title = $"Buyer {n}" }),
        (v, n) => ("contacts.update", new { id = v.Stranger, phone = $"+155503{n:D5}" }),
        (v, n) => ("opportunities.update", new { id = v.Deal, amount = 1000 + n }),
        (v, n) => ("records.assign", new { ids = new[] { v.Deal }, owner = "ada@northwind.example" }),
        (v, n) => ("leads.create", new { name = $"Lead {n}", email = $"lead{n}@new.example" }),
    ];

    [Fact]
    public async Task Ninety_five_of_a_hundred_workflows_need_at_most_one_approval_more()
    {
        var clean = await Holds(planted: false);
        var tainted = await Holds(planted: true);
        Assert.Equal(104, clean.Count);
        var good = clean.Zip(tainted).Count(w => w.Second <= w.First + 1);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{good} of {clean.Count}; approvals {clean.Sum()} untainted, {tainted.Sum()} tainted"
        );
        Assert.True(good * 100 >= 95 * clean.Count, $"{good} of {clean.Count}");
        // It is no comparison unless something did wait for taint alone.
        Assert.True(tainted.Sum() > clean.Sum());
    }

    private static async Task<List<int>> Holds(bool planted)
    {
        await using var village = await Village.Open(golden: true);
        List<int> holds = [];
        foreach (var surface in Surface.All)
        {
            if (planted)
                await village.Plant(surface, "Hello, we would like to know more about your ovens and the price of twelve of them.");
            for (var work = 0; work < Works.Count; work++)
            {
                var agent = village.Agent();
                var (action, arguments) = surface.Reads[0](village);
                Assert.Equal(Ended.Done, (await village.Pass(agent, action, arguments)).Ended);
                var held = 0;
                // Each workflow writes down what it did, and does two things that agents do after reading.
                foreach (var part in (int[])[0, work, (work + 1) % 5])
                {
                    var (write, with) = Works[part](village, Village.Next());
                    var outcome = await village.Pass(agent, write, with);
                    Assert.True(
                        outcome.Refusal is null or { Code: "dedupe.pending" },
                        $"{write}: {outcome.Refusal?.Code} {outcome.Refusal?.Why}"
                    );
                    held += outcome.Ended == Ended.Held ? 1 : 0;
                }
                holds.Add(held);
            }
            await village.Clear();
        }
        return holds;
    }
}

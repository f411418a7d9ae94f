using System.Text.Json.Nodes;
using Headgate.Gate;

namespace Headgate.Tests.Guards;

/// <summary>The proofs that something must be made for: somebody alike, a policy, a store that fails.</summary>
internal sealed partial class Prover
{
    // A person or company that is there already, written otherwise and without what would tell that it is the same.
    private async Task Similar(ActionSpec action)
    {
        var n = Next();
        var word = string.Concat($"{n}".Select(d => "bdfgklmnrt"[d - '0'] + "aeiou"[(d - '0') % 5].ToString()));
        var (surname, company) = (
            $"{char.ToUpperInvariant(word[0])}{word[1..]}son",
            $"{char.ToUpperInvariant(word[0])}{word[1..]} Machine Works"
        );
        var arguments = _samples.Of(action, n);
        foreach (var telling in (string[])["email", "domain", "website", "phone"])
            arguments.Remove(telling);
        if (action.Takes.Properties.Any(p => p.Name == "domain"))
        {
            await house.Admin("accounts.create", new { name = $"{company} GmbH", domain = $"{word}.example" });
            arguments["name"] = company;
        }
        else
        {
            await house.Admin(
                "contacts.create",
                new
                {
                    name = $"Robert {surname}",
                    company = $"{company} Inc.",
                    email = $"r@{word}.example",
                }
            );
            (arguments["name"], arguments["company"]) = ($"Bob {surname}", company);
        }
        var (told, events) = await Observe(action, arguments, grants.Full);
        // Without a key in common: what may be the same waits, and what is so like that it is the same is refused with its likeness.
        var waits = told.Text.Contains("dedupe.similar", StringComparison.Ordinal) && events is [{ Ended: "held" }];
        var isSame = told.Text.Contains("is the same (0.", StringComparison.Ordinal) && events is [{ Code: "dedupe.exists" }];
        Strike(action, Proof.Similar, (waits || isSame) && events[0].Door == way.Door, told, events);
    }

    private async Task Policy(ActionSpec action)
    {
        var n = Next();
        var arguments = _samples.Of(action, n);
        await _fresh.For(action.Id, arguments, n);
        await Refuses(action, Proof.Policy, arguments, grants.Denied, "policy.denied");
    }

    // No event can be written, so nothing is done and the tool has failed; the next call is not let through to it.
    private async Task Breaker(ActionSpec action)
    {
        var n = Next();
        var arguments = _samples.Of(action, n);
        await _fresh.For(action.Id, arguments, n);
        await house.Admin(
            "limits.set",
            new
            {
                breaker = new
                {
                    percent = 1,
                    calls = 1,
                    wait = 20,
                },
            }
        );
        // A wait that is over would let the call through.
        using var still = house.Books.Time.Stop();
        await house.Execute("ALTER TABLE audit_events RENAME COLUMN door TO door_away");
        await way.Call(action, (JsonObject)arguments.DeepClone(), grants.Full);
        await house.Execute("ALTER TABLE audit_events RENAME COLUMN door_away TO door");
        await Refuses(action, Proof.Breaker, arguments, grants.Full, "breaker.open");
        await house.Admin("limits.set", new { breaker = new { percent = 100, calls = 10_000 } });
        // Behind its window and its wait, so that nothing else meets it.
        house.Books.Time.Pass(TimeSpan.FromSeconds(90));
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Tests.Running;

namespace Headgate.Tests.Guards;

/// <summary>Calls every action through one way and strikes out what it sees; what it expected and did not see stays.</summary>
internal sealed partial class Prover(House house, Grants grants, Way way)
{
    private static int _n = 100;

    private readonly SortedDictionary<string, string> _left = new(StringComparer.Ordinal);
    private readonly Samples _samples = new(house.Books.Ours);
    private readonly Fresh _fresh = new(house.Admin, (action, arguments) => house.Agent(grants.Full, action, arguments));

    /// <summary>What is owed and was not seen, with what was seen instead.</summary>
    public IEnumerable<string> Left => _left.Select(l => $"{l.Key}: {l.Value}");

    /// <summary>How many proofs there are.</summary>
    public int Owed { get; private set; }

    /// <summary>Everything that needs a grant which is still good.</summary>
    public async Task Run(IEnumerable<ActionSpec> actions)
    {
        // Its session is opened while it is good.
        await way.Call(house.Books.Catalogue.Find("contacts.list")!, [], grants.Short);
        foreach (var action in actions)
        {
            foreach (var proof in Enum.GetValues<Proof>().Where(p => Applicable.IsOwed(action, way, p)))
            {
                Owed++;
                _left[Key(action, proof)] = "was not tried";
            }
            if (!way.LeadsTo(action))
            {
                await Hidden(action);
                continue;
            }
            // What it read for the proofs before would make a person decide now.
            await house.Admin("runs.start", new { agent = "full", reason = "another proof" });
            await house.Admin("rollout.end", new { reason = "another proof" });
            await Scopes(action);
            if (Owes(action, Proof.Schema))
                await Refuses(
                    action,
                    Proof.Schema,
                    Unknown(action),
                    Whose(action),
                    way.TakesArguments(action) ? "schema.unknown_field" : "schema.invalid"
                );
            if (Applicable.CanBeDone(action, way))
                await Done(action);
            else
                await Refused(action);
            if (Owes(action, Proof.Classification))
            {
                var arguments = _samples.Of(action, Next());
                arguments[Applicable.Text(action)!] = "card 4111 1111 1111 1111";
                await Refuses(action, Proof.Classification, arguments, grants.Full, "classification.regulated");
            }
            if (Owes(action, Proof.Handles))
                await Handles(action);
            if (Owes(action, Proof.Dedupe))
                await Refuses(action, Proof.Dedupe, Existing(action), Whose(action), "dedupe.exists");
            if (Owes(action, Proof.Similar))
                await Similar(action);
            if (Owes(action, Proof.Policy))
                await Policy(action);
            if (Owes(action, Proof.Limits))
                await Limits(action);
            if (Owes(action, Proof.Rollout))
                await Rollout(action);
            if (Owes(action, Proof.DryRun))
                await DryRun(action);
            if (Owes(action, Proof.KillSwitch))
                await KillSwitch(action);
            // Last, since it makes the tool fail.
            if (Owes(action, Proof.Breaker))
                await Breaker(action);
        }
    }

    /// <summary>Everything that needs a grant which has ended.</summary>
    public async Task RunExpired(IEnumerable<ActionSpec> actions)
    {
        foreach (var action in actions.Where(a => Owes(a, Proof.Expired)))
        {
            var (told, events) = await Observe(action, _samples.Of(action, Next()), grants.Short);
            Strike(action, Proof.Expired, told.Status == 401 && told.Code == "auth.invalid_token" && events.Count == 0, told, events);
        }
    }

    private async Task Hidden(ActionSpec action)
    {
        var (told, events) = await Observe(action, _samples.Of(action, Next()), grants.Full);
        Strike(action, Proof.Hidden, told.Code is "catalogue.unknown_action" or "-32602" && events.Count == 0, told, events);
    }

    private async Task Scopes(ActionSpec action)
    {
        if (Owes(action, Proof.Scope))
            await Refuses(action, Proof.Scope, _samples.Of(action, Next()), grants.Without(action.Scope), "scopes.missing");
        if (Owes(action, Proof.Toolset))
            await Refuses(action, Proof.Toolset, _samples.Of(action, Next()), grants.Bare, "scopes.toolset");
        if (Owes(action, Proof.People))
            await Refuses(action, Proof.People, _samples.Of(action, Next()), grants.Full, "scopes.person_only");
    }

    private async Task Done(ActionSpec action)
    {
        var n = Next();
        var arguments = _samples.Of(action, n);
        await _fresh.For(action.Id, arguments, n);
        if (action.Effect != Effect.Read)
            arguments["idempotency_key"] = $"proof {n}";
        var token = await Person(action);
        var (told, events) = await Observe(action, arguments, token);
        var end = Applicable.EndOf(action);
        var done = told.Code is null && events is [{ Code: null } one] && one.Ended == end && one.Door == way.Door;
        Strike(action, Proof.Audit, done, told, events);
        Strike(action, Proof.Redact, done && IsMasked(action, told), told, events);
        if (done && end == "done" && action.Offered == Offered.Tool && action.Gives.Check(told.Answer!.Value, "") is { } wrong)
            Strike(action, Proof.Audit, false, new(0, $"The answer does not fit its schema: {wrong.Why} {told.Text}", null, null), events);
        if (!Owes(action, Proof.Idempotency))
            return;
        var changed = Changed(action);
        changed["idempotency_key"] = $"proof {n}";
        await Refuses(action, Proof.Idempotency, changed, token, "idempotency.key_reused");
    }

    private async Task Refused(ActionSpec action)
    {
        var (told, events) = await Observe(action, _samples.Of(action, Next()), Whose(action));
        Strike(action, Proof.Audit, told.Code is not null && events is [{ Ended: "refused" } one] && one.Door == way.Door, told, events);
    }

    // Where a grant that shows details gets an address, one that does not gets a handle.
    private async Task Handles(ActionSpec action)
    {
        var arguments = _samples.Of(action, Next());
        var (shown, _) = await Observe(action, (JsonObject)arguments.DeepClone(), grants.Full);
        var (told, events) = await Observe(action, arguments, grants.Blind);
        var isBlind =
            !Address().IsMatch(told.Text) && (!Address().IsMatch(shown.Text) || told.Text.Contains("{{", StringComparison.Ordinal));
        Strike(action, Proof.Handles, isBlind && events is [{ Ended: "done" }], told, events);
    }

    private async Task Limits(ActionSpec action)
    {
        var n = Next();
        var arguments = _samples.Of(action, n);
        await _fresh.For(action.Id, arguments, n);
        await house.Admin("limits.set", new { limits = new[] { new { name = "writes_per_minute", most = 0L } } });
        await Refuses(action, Proof.Limits, arguments, grants.Full, "limits.writes_per_minute");
        await house.Admin("limits.set", Measures.NothingIsLimited);
    }

    private async Task Rollout(ActionSpec action)
    {
        var n = Next();
        var arguments = _samples.Of(action, n);
        await _fresh.For(action.Id, arguments, n);
        await house.Admin(
            "rollout.step",
            new
            {
                week = 1,
                use_case = "to prove it",
                agent = "bare",
            }
        );
        await Refuses(action, Proof.Rollout, arguments, grants.Full, "rollout.agent");
        await house.Admin("rollout.end", new { reason = "proved" });
    }

    private async Task DryRun(ActionSpec action)
    {
        var n = Next();
        var arguments = _samples.Of(action, n);
        await _fresh.For(action.Id, arguments, n);
        arguments["dry_run"] = true;
        var token = await Person(action);
        var before = house.State();
        var (told, events) = await Observe(action, arguments, token);
        Strike(action, Proof.DryRun, told.Code is null && events is [{ Ended: "planned" }] && house.State() == before, told, events);
    }

    private async Task KillSwitch(ActionSpec action)
    {
        await house.Admin("outbound.off", new { reason = "to prove it" });
        var before = house.State();
        await Refuses(action, Proof.KillSwitch, _samples.Of(action, Next()), grants.Full, "kill_switch.outbound_off");
        if (house.State() != before)
            _left[Key(action, Proof.KillSwitch)] = "something changed while outbound was off";
    }

    private async Task Refuses(ActionSpec action, Proof proof, JsonObject arguments, string token, string code)
    {
        var (told, events) = await Observe(action, arguments, token);
        // A completion says nothing instead of why, and a resource is only not found: there the audit alone knows.
        var said = told.Code == code || action.Offered == Offered.Inside;
        Strike(action, proof, said && events is [{ Ended: "refused" } one] && one.Code == code && one.Door == way.Door, told, events);
    }

    private async Task<(Told Told, IReadOnlyList<Recorded> Events)> Observe(ActionSpec action, JsonObject arguments, string token)
    {
        var newest = house.Newest();
        var told = await way.Call(action, arguments, token);
        return (told, [.. house.Since(newest).Where(e => e.Action == action.Id)]);
    }

    private JsonObject Unknown(ActionSpec action)
    {
        var arguments = _samples.Of(action, Next());
        if (way.TakesArguments(action))
            arguments["no_such_field"] = "x";
        else
            foreach (var name in arguments.Select(a => a.Key).Where(k => k != "kind").ToList())
                arguments[name] = new string('x', 250);
        return arguments;
    }

    private JsonObject Existing(ActionSpec action)
    {
        var arguments = _samples.Of(action, Next());
        if (arguments.ContainsKey("domain"))
            arguments["domain"] = $"{Books.OurWord}0.example";
        else
            arguments["email"] = action.Id.StartsWith("users.", StringComparison.Ordinal)
                ? $"ada@{Books.OurWord}.example"
                : $"carla0@{Books.OurWord}.example";
        return arguments;
    }

    // Other values, and for an action that has none to vary a flag or number that was not given.
    private JsonObject Changed(ActionSpec action)
    {
        var n = Next();
        var changed = _samples.Of(action, n);
        foreach (
            var property in action.Takes.Properties.Where(p =>
                p.Node is FlagNode or NumberNode && p.Name is not ("dry_run" or "expected_version")
            )
        )
            changed.TryAdd(property.Name, _samples.Value(action, property.Name, property.Node, n));
        return changed;
    }

    private string Whose(ActionSpec action) =>
        action.Offered == Offered.People && way.LetsPeopleIn ? house.Books.For(action.Id).Token : grants.Full;

    // Closing a session ends the credential that calls.
    private async Task<string> Person(ActionSpec action) =>
        action.Id == "users.close_session"
            ? (await house.Admin("users.link", new { person = "me", token = true })).GetProperty("person_token").GetString()!
            : Whose(action);

    private static bool IsMasked(ActionSpec action, Told told) =>
        !told.Text.Contains(Books.Secret, StringComparison.Ordinal)
        && (
            action.Effect != Effect.Read
            || !action.OutputType.GetProperties().Any(p => HasRegulated(p.PropertyType))
            || told.Text.Contains(Rendering.Mask, StringComparison.Ordinal)
        );

    private static bool HasRegulated(Type type) =>
        type.GetProperties()
            .Any(p => p.GetCustomAttributes(typeof(ClassAttribute), false) is [ClassAttribute { Class: DataClass.Regulated }]);

    private bool Owes(ActionSpec action, Proof proof) => _left.ContainsKey(Key(action, proof)) || Applicable.IsOwed(action, way, proof);

    private void Strike(ActionSpec action, Proof proof, bool seen, Told told, IReadOnlyList<Recorded> events)
    {
        if (!Applicable.IsOwed(action, way, proof))
            return;
        if (seen)
            _left.Remove(Key(action, proof));
        else
            _left[Key(action, proof)] =
                $"{told.Status} {told.Text[..Math.Min(told.Text.Length, 300)].ReplaceLineEndings(" ")} [{string.Join("; ", events)}]";
    }

    private string Key(ActionSpec action, Proof proof) => $"{action.Id} through {way.Name}: {proof}";

    [GeneratedRegex(@"carla\d*@", RegexOptions.None, 1000)]
    private static partial Regex Address();

    private static int Next() => Interlocked.Increment(ref _n);
}

using System.Collections.Concurrent;
using Headgate.Cel;
using Headgate.Gate;

namespace Headgate.Policies;

/// <summary>The policies that are in force in an organisation, compiled once for as long as they stay as they are.</summary>
public sealed class PolicySet
{
    /// <summary>None.</summary>
    public static readonly PolicySet Empty = new("", []);

    // A rule that asks for more after so many answers would go on for ever.
    private const int MostRounds = 12;
    private const int MostFacts = 2_000;

    private readonly Dictionary<(bool IsRead, bool ByPerson), Standing[]> _asked = [];
    private readonly ConcurrentDictionary<ActionSpec, IReadOnlyList<Ruling>?> _settled = new();

    /// <summary>Compiles policies as they are kept: their text, and whether they only watch.</summary>
    public PolicySet(string hash, IEnumerable<(string Body, bool Watches)> kept)
    {
        Hash = hash;
        var all = kept.Select(k => new Standing(k.Body, k.Watches)).OrderBy(s => s.Rule.Name, StringComparer.Ordinal).ToList();
        foreach (var isRead in (bool[])[false, true])
        foreach (var byPerson in (bool[])[false, true])
            _asked[(isRead, byPerson)] = [.. all.Where(s => s.Rule.IsAsked(isRead, byPerson))];
    }

    /// <summary>The hash of what is in force.</summary>
    public string Hash { get; }

    /// <summary>How many are asked about a call.</summary>
    public int Asked(bool isRead, bool byPerson) => _asked[(isRead, byPerson)].Length;

    /// <summary>
    /// What they say of every read of an agent by one action: most rules about reads look at nothing but what kinds of data the action shows. Nothing when
    /// one looks at more.
    /// </summary>
    /// <param name="action">The action.</param>
    /// <param name="seen">One of its reads, if it has to be looked at.</param>
    public IReadOnlyList<Ruling>? Settled(ActionSpec action, Func<Sight> seen) => _settled.GetOrAdd(action, _ => Settle(seen()));

    /// <summary>What they say. Facts are found out as rules ask for them, those of a round at once.</summary>
    public async ValueTask<IReadOnlyList<Ruling>> Judge(
        bool isRead,
        bool byPerson,
        Sight sight,
        FactSource source,
        CancellationToken cancel
    )
    {
        var asked = _asked[(isRead, byPerson)];
        var rulings = new Ruling?[asked.Length];
        var open = Enumerable.Range(0, asked.Length).ToList();
        for (var round = 0; open.Count > 0; round++)
        {
            var activation = sight.Activation();
            HashSet<string> wanted = [];
            List<int> later = [];
            foreach (var i in open)
            {
                var told = asked[i].Compiled.Evaluate(activation);
                if (told.Unknown is { Count: > 0 } unknown)
                {
                    wanted.UnionWith(unknown);
                    later.Add(i);
                }
                else
                    rulings[i] = asked[i].Ruling(told);
            }
            open = later;
            if (open.Count == 0)
                break;
            if (round == MostRounds || sight.Facts.Count + wanted.Count > MostFacts)
            {
                sight.GiveUp(wanted);
                foreach (var i in open)
                    rulings[i] = asked[i].Failed("it asks for too many facts");
                break;
            }
            var found = await source.Read(sight, wanted, cancel);
            sight.Learn(found);
            sight.GiveUp(wanted.Where(w => !found.ContainsKey(w)));
        }
        return [.. rulings.OfType<Ruling>()];
    }

    private List<Ruling>? Settle(Sight sight)
    {
        var activation = sight.Activation();
        List<Ruling> rulings = [];
        foreach (var asked in _asked[(true, false)])
        {
            var told = asked.Compiled.Evaluate(activation);
            if (told.Unknown is { Count: > 0 })
                return null;
            if (asked.Ruling(told) is { } ruling)
                rulings.Add(ruling);
        }
        return activation.Calls == 0 && activation.Read.All(v => v == "result") ? rulings : null;
    }

    private sealed class Standing
    {
        private readonly string _hash;
        private readonly bool _watches;
        private readonly Ruling _applies;

        public Standing(string body, bool watches)
        {
            Rule = PolicyRule.Read(body);
            _hash = PolicyRule.HashOf(body);
            _watches = watches;
            // It was type-checked when it was saved; one that is none any more applies to nothing but refuses everything.
            Compiled = PolicyLanguage.Compile(Rule.When).Rule ?? PolicyLanguage.Compile("1 / 0 == 0").Rule!;
            _applies = new(Rule.Name, _hash, Rule.Effect, Rule.Message)
            {
                Watches = watches || Rule.Effect == PolicyEffect.LogOnly,
                Masks = Rule.Effect == PolicyEffect.Mask ? Rule.Masks ?? [] : [],
            };
        }

        public PolicyRule Rule { get; }

        public Rule Compiled { get; }

        public Ruling? Ruling(Evaluation told) =>
            told.IsTrue ? _applies
            : told.IsFalse ? null
            : Failed(told.Spent ? "its cost limit is reached" : told.Error?.Why ?? "it is neither true nor false");

        public Ruling Failed(string why) => new(Rule.Name, _hash, Rule.Effect, Rule.Message) { Watches = _watches, Failure = why };
    }
}

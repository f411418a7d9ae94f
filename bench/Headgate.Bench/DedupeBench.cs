using Headgate.Gate.Matching;

namespace Headgate.Bench;

/// <summary>
/// Precision and recall of fuzzy dedupe over people whose truth is known: for pairs, at both thresholds, found through the same keys as in the gate. Weights
/// are tuned on one half of the clusters; the other half is only looked at.
/// </summary>
internal static class DedupeBench
{
    private const int MostOfAKey = 32;

    // A thousand records cannot tell more than that.
    private const double Most = 10;

    private sealed record One(string Id, string Cluster, Person Person)
    {
        // Which half a cluster is in: any even spread that stays.
        public bool IsTuned => Cluster.Aggregate(17u, (sum, c) => sum * 31 + c) * 2654435761u >> 31 == 0;
    }

    public static int Run(string file, string truthFile, bool tune)
    {
        Dictionary<string, string> truth;
        List<One> people;
        try
        {
            truth = Table.Read(truthFile).ToDictionary(r => r["id"], r => r["cluster"], StringComparer.Ordinal);
            people = [.. Table.Read(file).Select(r => new One(r["id"], truth[r["id"]], Person.Of(f => r.GetValueOrDefault(f))))];
        }
        catch (Exception failure) when (failure is IOException or KeyNotFoundException or ArgumentException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The files need a column id, and the truth a column cluster for each: {failure.Message}");
            return 2;
        }
        List<One> tuned = [.. people.Where(p => p.IsTuned)];
        if (tune)
            Weigh(tuned);
        Console.WriteLine($"{people.Count:n0} records, {people.Select(p => p.Cluster).Distinct().Count():n0} people");
        Tell("all", people);
        Tell("tuned half", tuned);
        Tell("held-out half", [.. people.Where(p => !p.IsTuned)]);
        return 0;
    }

    private static void Tell(string name, List<One> people)
    {
        long pairs = people.GroupBy(p => p.Cluster).Sum(g => g.LongCount() * (g.LongCount() - 1) / 2);
        long found = 0,
            same = 0,
            sameTrue = 0,
            similar = 0,
            similarTrue = 0;
        foreach (var (a, b) in Candidates(people))
        {
            var isTrue = a.Cluster == b.Cluster;
            found += isTrue ? 1 : 0;
            var match = a.Person.Against(b.Person);
            if (match.Grade == Grade.Same)
                (same, sameTrue) = (same + 1, sameTrue + (isTrue ? 1 : 0));
            else if (match.Grade == Grade.Similar)
                (similar, similarTrue) = (similar + 1, similarTrue + (isTrue ? 1 : 0));
        }
        Console.WriteLine(
            $"{name, -14} {pairs, 6:n0} true pairs; candidates hold {Share(found, pairs)}; refused: precision {Share(sameTrue, same)}, recall {Share(sameTrue, pairs)}; "
                + $"with the grey zone: precision {Share(sameTrue + similarTrue, same + similar)}, recall {Share(sameTrue + similarTrue, pairs)}; "
                + $"grey {similar:n0} pairs = {(double)similar / pairs:f2} of the true"
        );
    }

    private static string Share(long part, long whole) => whole == 0 ? "-" : $"{(double)part / whole:f4}";

    private static IEnumerable<(One, One)> Candidates(List<One> people)
    {
        Dictionary<string, List<int>> keys = new(StringComparer.Ordinal);
        HashSet<(int, int)> pairs = [];
        foreach (var (i, person) in people.Index())
        foreach (var key in person.Person.Keys)
        {
            if (!keys.TryGetValue(key, out var holders))
                keys[key] = holders = [];
            if (holders.Count < MostOfAKey)
                foreach (var other in holders)
                    pairs.Add((other, i));
            holders.Add(i);
        }
        return pairs.Select(p => (people[p.Item1], people[p.Item2]));
    }

    // Each finding's share among pairs of one person and among pairs of two: that is its weight. Two findings more than there are keep zero from being nothing.
    private static void Weigh(List<One> people)
    {
        var count = Weights.OfPerson.Select(w => (One: new double[w.Length], Two: new double[w.Length])).ToArray();
        Span<int> found = stackalloc int[count.Length];
        for (var i = 0; i < people.Count; i++)
        for (var j = 0; j < i; j++)
        {
            people[i].Person.Find(people[j].Person, found);
            for (var f = 0; f < count.Length; f++)
                (people[i].Cluster == people[j].Cluster ? count[f].One : count[f].Two)[found[f]]++;
        }
        foreach (var (f, (one, two)) in count.Index())
        {
            if (one.Skip(1).Sum() == 0)
                continue;
            var weights = one.Skip(1)
                .Zip(two.Skip(1))
                .Select(n => Math.Log2((n.First + 0.5) / (one.Skip(1).Sum() + 1) / ((n.Second + 0.5) / (two.Skip(1).Sum() + 1))));
            Console.WriteLine(
                $"{Weights.PersonFields[f], -14} 0, {string.Join(", ", weights.Select(w => $"{w:f1}"))}   (pairs of one: {string.Join(" ", one)})"
            );
            for (var l = 1; l < one.Length; l++)
                Weights.OfPerson[f][l] = Math.Round(Math.Min(Most, weights.ElementAt(l - 1)), 1);
        }
        List<(double Bits, bool IsTrue)> pairs =
        [
            .. Candidates(people)
                .Select(p => (p.Item1.Person.Against(p.Item2.Person).Bits - Weights.Before, p.Item1.Cluster == p.Item2.Cluster)),
        ];
        var all = people.GroupBy(p => p.Cluster).Sum(g => g.Count() * (g.Count() - 1) / 2);
        for (var at = 4.0; at <= 24; at += 1)
        {
            var over = pairs.Where(p => p.Bits >= at).ToList();
            var right = over.Count(p => p.IsTrue);
            Console.WriteLine(
                $"  from {at, 4:f0} bits: precision {(double)right / over.Count:f4}, recall {(double)right / all:f4}, {over.Count} pairs"
            );
        }
    }
}

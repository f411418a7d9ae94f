using System.Text;
using System.Text.Json;
using Headgate.Features.Policies;
using Headgate.Gate;
using Headgate.Gate.Grounds;
using Headgate.Policies;
using Headgate.Store;

namespace Headgate.Features.Audit;

/// <summary>
/// Judges recorded decisions again: the facts of the event by the guards' own rules, and what policies saw by the versions of that time; by the very code that
/// judges calls.
/// </summary>
internal sealed class Rejudging(Reader reader)
{
    private readonly PastSets _sets = new(reader);
    private TimeSpan? _kept;

    /// <summary>Judges one.</summary>
    public async ValueTask<Rejudged> Of(EventRow row, KeptCall? kept)
    {
        // No guard is asked about a name that no action has.
        if (row.Action == "catalogue.unknown")
            return new([]);
        if (row.Said("facts_sha256") is not { } hash)
            return new([]) { IsUnrecorded = true };
        if (Recorded.FactsOf(row, kept) is not { } facts)
            return kept?.State switch
            {
                KeptState.Erased => new([]) { IsErased = true },
                KeptState.Altered => new([Of(row, "facts", "sight_altered")]),
                _ when reader.Now - DateTimeOffset.FromUnixTimeMilliseconds(row.At) > await Kept() => new([]) { IsUnrecorded = true },
                _ => new([Of(row, "facts", "facts_missing")]),
            };
        if (CanonicalJson.Hash(facts) != hash || Recorded.Read(facts) is not { } basis)
            return new([Of(row, "facts", "facts_altered")]);
        var differences = Words(row, basis).ToList();
        if (basis.Policy is not { Asked: > 0 } ground)
            return new(differences);
        if (kept is null)
            return new(differences) { IsOnRulings = true };
        if (kept.State == KeptState.Erased)
            return new(differences) { IsErased = true };
        if (await Policies(row, ground, basis.Scopes?.Agent != true, kept) is { } wrong)
            differences.Add(wrong);
        return new(differences);
    }

    // The shortest time that was ever in force: what is older may be gone by rights.
    private async ValueTask<TimeSpan> Kept() =>
        _kept ??= TimeSpan.FromDays(
            await reader.Number(
                $"SELECT COALESCE(MIN(r.least_days), {KeptClass.UsualDays}) FROM retention_rules r WHERE r.tenant = @tenant AND r.class = 'facts'"
            )
        );

    private static IEnumerable<Difference> Words(EventRow row, Basis basis)
    {
        var recorded = Recorded.NotesOf(row);
        var retrial = Retrial.Of(basis, recorded.LastOrDefault(n => n.Guard == "decide").Said);
        foreach (var guard in recorded.Concat(retrial.Notes).Select(n => n.Guard).Distinct(StringComparer.Ordinal))
        {
            var (then, now) = (Of(recorded, guard), Of(retrial.Notes, guard));
            if (then != now)
                yield return Of(row, guard, "another_word", then, now);
        }
        // The event says how it ended in its leaf and, for whoever searches, beside it.
        var ended = $"{retrial.Ended} {retrial.Code}".TrimEnd();
        foreach (var said in new[] { $"{row.Said("ended")} {row.Said("code")}".TrimEnd(), $"{row.Ended} {row.Code}".TrimEnd() }.Distinct())
            if (said != ended)
                yield return Of(row, "ended", "another_word", said, ended);
    }

    private async ValueTask<Difference?> Policies(EventRow row, PolicyGround ground, bool byPerson, KeptCall kept)
    {
        if (kept.Plain is not { } plain || Read(plain) is not { } sight)
            return Of(row, "policy", "sight_altered");
        if (sight.Facts.Count != ground.Facts || ground.Facts > 0 && sight.FactsHash() != ground.FactsSha256)
            return Of(row, "policy", "facts_altered", ground.FactsSha256, sight.Facts.Count == 0 ? null : sight.FactsHash());
        var (set, wrong) = await _sets.Of(ground.Set);
        if (set is null)
            return Of(row, "policy", wrong!, ground.Set);
        var asked = set.Asked(!ground.Plans, byPerson);
        var rulings = await set.Judge(!ground.Plans, byPerson, sight, new NoMore(), CancellationToken.None);
        var (then, now) = (Lines(ground.Asked, ground.Rulings ?? []), Lines(asked, rulings.Select(PolicyGround.Line)));
        return then == now ? null : Of(row, "policy", "another_word", then, now);
    }

    private static string Lines(int asked, IEnumerable<string> rulings) => $"{asked} asked: {string.Join("; ", rulings)}";

    private static Sight? Read(byte[] plain)
    {
        try
        {
            return Sight.Of(plain);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Of(IEnumerable<Note> notes, string guard) =>
        string.Join("; ", notes.Where(n => n.Guard == guard).Select(n => n.Said)) is { Length: > 0 } said ? said : null;

    private static Difference Of(EventRow row, string guard, string what, string? recorded = null, string? replayed = null) =>
        new()
        {
            Event = row.Id,
            At = Show.Time(row.At),
            Action = row.Action,
            Guard = guard,
            What = what,
            Recorded = recorded,
            Replayed = replayed,
        };

    // What was read then is in the sight; nothing is looked up as it is now.
    private sealed class NoMore : FactSource
    {
        public override ValueTask<IReadOnlyDictionary<string, JsonElement>> Read(
            Sight sight,
            IReadOnlyCollection<string> names,
            CancellationToken cancel
        ) => new(new Dictionary<string, JsonElement>());
    }
}

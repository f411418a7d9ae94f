using Headgate.Gate.Grounds;

namespace Headgate.Gate.Tests.Doubles;

/// <summary>Judges what a gate has just recorded again, from its facts alone. Every event of every test passes here.</summary>
internal static class Again
{
    private static readonly HashSet<string> Known = [.. Retrial.Guards, "commit", "decide"];

    /// <summary>Where it comes out otherwise; nothing when it is the same, or a test's own guards were asked.</summary>
    public static string? Differs(Passage passage)
    {
        if (
            passage.Notes.Count == 0
            || passage.Notes[0].Guard is not ("scopes" or "commit")
            || passage.Notes.Any(n => !Known.Contains(n.Guard))
        )
            return null;
        var basis = Basis.Read(passage.Event!.Facts.Span);
        var retrial = Retrial.Of(basis, passage.Notes.LastOrDefault(n => n.Guard == "decide").Said);
        foreach (var guard in Known)
            if (Words(passage.Notes, guard) != Words(retrial.Notes, guard))
                return $"{guard}: said {Words(passage.Notes, guard)}, would say {Words(retrial.Notes, guard)}";
        var (then, now) = ($"{passage.Event.Ended} {passage.Event.Code}", $"{retrial.Ended} {retrial.Code}");
        return then == now ? null : $"ended {then}, would end {now}";
    }

    private static string Words(IEnumerable<Note> notes, string guard) =>
        string.Join("; ", notes.Where(n => n.Guard == guard).Select(n => n.Said));
}

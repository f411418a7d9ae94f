using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Headgate.Gate;

namespace Headgate.Tests.Guards;

/// <summary>A ledger that lets every action decide twice, and remembers where the second decision was another.</summary>
internal sealed partial class Twice(Ledger ledger) : Ledger
{
    private readonly ConcurrentQueue<string> _differences = new();
    private readonly ConcurrentDictionary<string, bool> _decided = new(StringComparer.Ordinal);

    /// <summary>What differed.</summary>
    public IEnumerable<string> Differences => _differences;

    /// <summary>The actions that decided, and whether one of the plans was not empty.</summary>
    public IReadOnlyDictionary<string, bool> Decided => _decided;

    public override async ValueTask<Decision> Decide(Passage passage, CancellationToken cancel)
    {
        var first = await Try(passage, cancel);
        var second = await Try(passage, cancel);
        if (Told(first) != Told(second))
            _differences.Enqueue($"{passage.Action.Id} {passage.Call.Arguments}:\n{Difference(Told(first), Told(second))}");
        if (first.Decision is not { } decision)
            throw new RefusedException(first.Refusal!);
        _decided.AddOrUpdate(passage.Action.Id, !decision.Plan.IsEmpty, (_, some) => some || !decision.Plan.IsEmpty);
        return decision;
    }

    public override ValueTask<Committed> Commit(Passage passage, CancellationToken cancel) => ledger.Commit(passage, cancel);

    private async ValueTask<(Decision? Decision, Refusal? Refusal)> Try(Passage passage, CancellationToken cancel)
    {
        try
        {
            return (await ledger.Decide(passage, cancel), null);
        }
        catch (RefusedException refused)
        {
            return (null, refused.Refusal);
        }
    }

    // The hash leaves minted ids out, so they are told beside it.
    private static string Told((Decision? Decision, Refusal? Refusal) end) =>
        end.Decision is { } decision
            ? string.Join(
                ' ',
                [
                    decision.Plan.Hash,
                    .. decision.Plan.Changes.Select(c => c.Id),
                    .. decision.Plan.Messages.Select(m => m.Id),
                    .. decision.Plan.Claims.Select(c => c.ToString()),
                    Cursor().Replace(Encoding.UTF8.GetString(Rendering.Answer(decision.Answer).Span), ""),
                ]
            )
            : $"{end.Refusal!.Code} {end.Refusal.Why}";

    private static string Difference(string first, string second)
    {
        var at = first.Zip(second).TakeWhile(c => c.First == c.Second).Count();
        return $"  …{Around(first, at)}\n  …{Around(second, at)}";
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 40)..Math.Min(text.Length, at + 200)];

    // A cursor is sealed anew each time.
    [GeneratedRegex("\"next_cursor\":\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Cursor();
}

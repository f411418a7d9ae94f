namespace Headgate.Gate.Guards;

/// <summary>
/// Renders the answer, the only place where one becomes text, for whoever gets it: regulated values are replaced whatever the grant, confidential ones by
/// handles unless the grant shows them, and what a policy masks; secrets that are shown once are left out of what is remembered.
/// </summary>
public sealed class RedactGuard : Guard
{
    /// <inheritdoc/>
    public override string Name => "redact";

    /// <inheritdoc/>
    public override void Settle(Passage passage)
    {
        switch (passage.Ended)
        {
            case Ended.Done:
                var (audience, masks) = (passage.Call.By.Audience, passage.Judgement?.Masks);
                passage.Answer = Rendering.WithLimits(Rendering.Answer(passage.Decision!.Answer, audience, masks), passage.Spending);
                passage.Remembered = passage.Key is null
                    ? default
                    : Rendering.WithLimits(Rendering.Remembered(passage.Decision!.Answer, audience, masks), passage.Spending);
                break;
            case Ended.Planned:
                passage.Answer = Rendering.Planned(passage);
                break;
            case Ended.Held:
                passage.Answer = passage.Remembered = HeldAnswer.Of(passage);
                break;
            case Ended.Refused:
                passage.Refusal = Sayable(passage.Refusal!, passage);
                passage.Answer = Rendering.Answer(passage.Refusal);
                break;
            default:
                // A replay was rendered when it was first given, perhaps under a grant that showed more.
                if (passage.Call.By.Audience == Audience.Handles)
                    passage.Answer = Masking.OfDetails(passage.Answer);
                break;
        }
        // Here, where every answer becomes text, nothing that it marks can be forgotten.
        if (passage.Ended is Ended.Done or Ended.Replayed && !passage.Call.By.IsPerson)
            passage.Saw(Outside.In(passage.Answer));
    }

    // What a handle stood for was read inside the gate, and a refusal may quote what it was given.
    private static Refusal Sayable(Refusal refusal, Passage passage)
    {
        if (passage.Call.By.IsPerson)
            return refusal;
        var sayable = refusal with
        {
            Why = Of(refusal.Why)!,
            Do = Of(refusal.Do)!,
            Expected = Of(refusal.Expected),
            Came = Of(refusal.Came),
            Candidates = refusal.Candidates is null ? null : [.. refusal.Candidates.Select(c => Of(c)!)],
        };
        return sayable == refusal ? refusal : sayable;

        string? Of(string? said)
        {
            foreach (var (handle, value) in passage.Resolved)
                said = said?.Replace(value, handle, StringComparison.OrdinalIgnoreCase);
            return said is null ? null : CleanText.Of(said, details: false);
        }
    }
}

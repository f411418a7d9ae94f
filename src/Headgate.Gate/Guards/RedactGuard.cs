namespace Headgate.Gate.Guards;

/// <summary>
/// Renders the answer, the only place where one becomes text. Regulated values are replaced whatever the grant, and what a policy
/// masks; secrets that are shown once are left out
/// of what is remembered.
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
                var (toPerson, masks) = (passage.Call.By.IsPerson, passage.Judgement?.Masks);
                passage.Answer = Rendering.WithLimits(Rendering.Answer(passage.Decision!.Answer, toPerson, masks), passage.Spending);
                passage.Remembered = passage.Key is null
                    ? default
                    : Rendering.WithLimits(Rendering.Remembered(passage.Decision!.Answer, toPerson, masks), passage.Spending);
                break;
            case Ended.Planned:
                passage.Answer = Rendering.Planned(passage);
                break;
            case Ended.Held:
                passage.Answer = passage.Remembered = HeldAnswer.Of(passage);
                break;
            case Ended.Refused:
                passage.Answer = Rendering.Answer(passage.Refusal!);
                break;
            default:
                // A replay was rendered when it was first given.
                break;
        }
        // Here, where every answer becomes text, nothing that it marks can be forgotten.
        if (passage.Ended is Ended.Done or Ended.Replayed && !passage.Call.By.IsPerson)
            passage.Saw(Outside.In(passage.Answer));
    }
}

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
                passage.Answer = Rendering.Answer(passage.Decision!.Answer, passage.Judgement?.Masks);
                passage.Remembered = passage.Key is null
                    ? default
                    : Rendering.Remembered(passage.Decision!.Answer, passage.Judgement?.Masks);
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
    }
}

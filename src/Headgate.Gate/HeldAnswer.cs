using System.Text.Json;

namespace Headgate.Gate;

/// <summary>What the caller of a held call is told: that nothing is done yet, why, who decides where, and how to follow up.</summary>
public sealed record HeldAnswer
{
    /// <summary>Always true.</summary>
    public bool Held => true;

    /// <summary>The approval, <c>apr_…</c>.</summary>
    public required string Approval { get; init; }

    /// <summary>Why a person decides.</summary>
    public required IReadOnlyList<Hold> Reasons { get; init; }

    /// <summary>The hash of the plan that waits.</summary>
    public required string PlanHash { get; init; }

    /// <summary>When it expires.</summary>
    public required string Expires { get; init; }

    /// <summary>Where a person decides.</summary>
    public required string Link { get; init; }

    /// <summary>What people said no to before.</summary>
    public IReadOnlyList<string>? Rejected { get; init; }

    /// <summary>What happens next.</summary>
    public string Next => "Nothing is done yet: a person decides. approvals_get tells how it stands; do not call again meanwhile.";

    /// <summary>The approval that a remembered answer speaks of; nothing when it is no held call's.</summary>
    internal static string? ApprovalIn(ReadOnlyMemory<byte> answer) =>
        JsonElement.Parse(answer.Span) is { ValueKind: JsonValueKind.Object } told
        && told.TryGetProperty("held", out var held)
        && held.ValueKind == JsonValueKind.True
        && told.TryGetProperty("approval", out var approval)
            ? approval.GetString()
            : null;

    /// <summary>The answer of a passage that is held.</summary>
    internal static ReadOnlyMemory<byte> Of(Passage passage) =>
        Rendering.Answer(
            new HeldAnswer
            {
                Approval = passage.HeldAs,
                Reasons = passage.Holds,
                PlanHash = passage.Decision!.Plan.Hash,
                Expires = Moments.Iso(passage.WaitsUntil),
                Link = $"{passage.Call.Site}/approvals/{passage.HeldAs}",
                Rejected =
                    passage.Rejections.Count == 0 ? null : [.. passage.Rejections.Select(r => $"{Moments.Iso(r.At)[..10]}: {r.Reason}")],
            },
            passage.Call.By.Audience
        );
}

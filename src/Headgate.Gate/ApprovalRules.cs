using System.Text.Json.Serialization;

namespace Headgate.Gate;

/// <summary>How often something waits for a person.</summary>
public enum When
{
    /// <summary>Each time.</summary>
    Every,

    /// <summary>The first time to a domain or number that nobody here has written to.</summary>
    First,

    /// <summary>Never.</summary>
    Never,
}

/// <summary>Which of an agent's calls wait for a person. A person's own calls do not, unless a policy says so.</summary>
public sealed record ApprovalRules
{
    /// <summary>E-mails.</summary>
    public When? Email { get; init; }

    /// <summary>Texts.</summary>
    public When? Sms { get; init; }

    /// <summary>Phone calls.</summary>
    public When? Calls { get; init; }

    /// <summary>New contacts that are no leads.</summary>
    public bool? Contacts { get; init; }

    /// <summary>New leads that dedupe let pass.</summary>
    public bool? Leads { get; init; }

    /// <summary>Moves of an opportunity from one stage to another.</summary>
    public bool? StageMoves { get; init; }

    /// <summary>Another owner of an account, contact or opportunity.</summary>
    public bool? OwnerChanges { get; init; }

    /// <summary>Sending a pricing, contract or legal document, whatever the channel's own rule says.</summary>
    public bool? Documents { get; init; }

    /// <summary>Whatever changes anything.</summary>
    public bool? EveryWrite { get; init; }

    /// <summary>How many hours a held call waits before it expires, 1 to 168.</summary>
    public int? Hours { get; init; }

    /// <summary>After how many minutes the next person is asked; 0 or nothing never asks one.</summary>
    public int? EscalateMinutes { get; init; }

    /// <summary>Who is asked then: a role or a person, <c>usr_…</c>; administrators unless somebody said otherwise.</summary>
    public string? EscalateTo { get; init; }

    /// <summary>When the next person is asked, after the call was held; nothing when nobody is.</summary>
    public TimeSpan? Escalates => EscalateMinutes is > 0 and var minutes ? TimeSpan.FromMinutes(minutes) : null;

    /// <summary>How long a held call waits.</summary>
    public TimeSpan Waits => TimeSpan.FromHours(Math.Clamp(Hours ?? 24, 1, 168));

    /// <summary>The rule of a channel.</summary>
    public When Of(string channel) =>
        channel switch
        {
            "email" => Email,
            "sms" => Sms,
            _ => Calls,
        } ?? When.Every;

    /// <summary>Whether no standing approval counts, since each one is asked for.</summary>
    [JsonIgnore]
    public bool EachOne { get; init; }

    /// <summary>
    /// The same, where new contacts and stage moves wait at any rate, as merges and deletions always do, and each message does, or at least the first one to a domain.
    /// </summary>
    public ApprovalRules Strict(bool eachSend) =>
        this with
        {
            Email = Narrower(Email, eachSend),
            Sms = Narrower(Sms, eachSend),
            Calls = Narrower(Calls, eachSend),
            Contacts = true,
            StageMoves = true,
            EachOne = eachSend,
        };

    private static When Narrower(When? set, bool each) => each || set is null or When.Every ? When.Every : When.First;

    /// <summary>Nothing waits: for a sandbox, a load test, and organisations that hold with policies alone.</summary>
    public static ApprovalRules None =>
        new()
        {
            Email = When.Never,
            Sms = When.Never,
            Calls = When.Never,
            Contacts = false,
            Leads = false,
            StageMoves = false,
            OwnerChanges = false,
            Documents = false,
            EveryWrite = false,
        };
}

using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Approvals;

/// <summary>The approval list as it stands, with what the golden set says where nobody said anything.</summary>
public sealed record RulesShown
{
    [Class(DataClass.Internal)]
    public required string Email { get; init; }
    public required string Sms { get; init; }
    public required string Calls { get; init; }
    public required bool Contacts { get; init; }
    public required bool Leads { get; init; }
    public required bool StageMoves { get; init; }
    public required bool OwnerChanges { get; init; }
    public required bool Documents { get; init; }
    public required bool EveryWrite { get; init; }
    public required long Hours { get; init; }

    /// <summary>After how long the next person is asked; nothing when nobody is.</summary>
    [Class(DataClass.Internal)]
    public long? EscalateMinutes { get; init; }
    public Named? EscalateTo { get; init; }

    /// <summary>From the measures.</summary>
    public static async ValueTask<RulesShown> Of(ApprovalRules rules, Reader reader) =>
        new()
        {
            Email = Word(rules.Of("email")),
            Sms = Word(rules.Of("sms")),
            Calls = Word(rules.Of("call")),
            Contacts = rules.Contacts != false,
            Leads = rules.Leads == true,
            StageMoves = rules.StageMoves != false,
            OwnerChanges = rules.OwnerChanges != false,
            Documents = rules.Documents != false,
            EveryWrite = rules.EveryWrite == true,
            Hours = (long)rules.Waits.TotalHours,
            EscalateMinutes = (long?)rules.Escalates?.TotalMinutes,
            EscalateTo = rules.Escalates is null ? null : await Escalate.Next(rules, reader),
        };

    private static string Word(When when) => when.ToString().ToLowerInvariant();
}

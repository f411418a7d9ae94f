using Headgate.Gate.Guards;

namespace Headgate.Gate;

/// <summary>THE list. A call meets the guards in this order, top to bottom; nothing else decides the order.</summary>
public static class GuardList
{
    /// <summary>The guards, in order.</summary>
    public static IReadOnlyList<Guard> InOrder(Memory memory, TimeProvider time) =>
        [
            // Cheap and pure, and whoever lacks the grant learns nothing more about the call.
            new ScopesGuard(time),
            // Before anything looks at an argument: what follows may rely on types, lengths and known names.
            new SchemaGuard(),
            // Before the switch and the limits: a retry of a call that was applied is answered, whatever has changed since.
            new IdempotencyGuard(memory),
            // Before any rule that could let a send pass: off wins over everything.
            new KillSwitchGuard(memory),
            // After the switch, which no week of a plan can turn on; before anything that costs: what the week does not have is not looked at.
            new RolloutGuard(memory),
            // Before anything weighs what is written: a regulated value goes no further in, and a handle only where its value may stand.
            new ClassificationGuard(),
            // Before the approval guard, which holds what this one asks for; a duplicate of what waits is none of its business.
            new TaintGuard(memory),
            // Before limits are charged: a duplicate costs nothing.
            new DedupeGuard(memory),
            // After what is checked for everybody, before limits are charged and before people are asked: it may deny, and it may ask for a person.
            new PolicyGuard(memory),
            // After whatever costs nothing, and before a person is asked: what has no room now would have none after the approval. The commit takes.
            new LimitsGuard(memory, time),
            // After the limits, which turn away more; before a person is asked about a tool that fails.
            new BreakerGuard(memory, time),
            // After every guard that may ask for a person, and before the dry run, which says what would wait.
            new ApprovalGuard(memory),
            // After every guard that could refuse: a dry run shows the same decisions, and spends nothing.
            new DryRunGuard(),
            // → apply. The two below settle just before the commit, since what is audited is what the caller gets.
            new RedactGuard(),
            // Last and always.
            new AuditGuard(time),
        ];
}

namespace Headgate.Crash;

/// <summary>Every place between a plan and the file of checkpoints at which a process may end, in the order in which a call comes to them.</summary>
public enum KillPoint
{
    /// <summary>The plan is made, and its transaction begins.</summary>
    Planned,

    /// <summary>The effect is written, its event is not.</summary>
    EffectWritten,

    /// <summary>The event is written, what it refers to is not.</summary>
    EventWritten,

    /// <summary>All is written, and not committed.</summary>
    BeforeCommit,

    /// <summary>Committed, and not answered.</summary>
    Committed,

    /// <summary>The integrator is about to look.</summary>
    BeforeIntegration,

    /// <summary>Its checkpoints are signed, and nothing is written.</summary>
    Signed,

    /// <summary>A tree's state is written, its tiles are not.</summary>
    StateWritten,

    /// <summary>Its tiles are written, its checkpoint is not.</summary>
    TilesWritten,

    /// <summary>A checkpoint is written, the tree over all is not.</summary>
    HeadWritten,

    /// <summary>All of the trees is written, and not committed.</summary>
    BeforeTreeCommit,

    /// <summary>The trees are committed, the file of checkpoints has nothing of it.</summary>
    TreeCommitted,

    /// <summary>The file has it.</summary>
    FileWritten,

    /// <summary>A block for searches is written, and not committed.</summary>
    BlockWritten,
}

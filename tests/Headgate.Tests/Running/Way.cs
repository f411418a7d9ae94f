using System.Text.Json.Nodes;
using Headgate.Gate;

namespace Headgate.Tests.Running;

/// <summary>A way through a door, as a client takes it.</summary>
internal abstract class Way(House house, string name, string door)
{
    /// <summary>What the lists of proofs call it.</summary>
    public string Name => name;

    /// <summary>What the audit calls the door.</summary>
    public string Door => door;

    /// <summary>Whether a person may come this way.</summary>
    public abstract bool LetsPeopleIn { get; }

    protected House House => house;

    /// <summary>Whether this way leads to an action at all.</summary>
    public abstract bool LeadsTo(ActionSpec action);

    /// <summary>Whether a client chooses the arguments, or the address fixes their names.</summary>
    public abstract bool TakesArguments(ActionSpec action);

    /// <summary>Calls an action.</summary>
    public abstract Task<Told> Call(ActionSpec action, JsonObject arguments, string token);

    /// <inheritdoc/>
    public override string ToString() => name;
}

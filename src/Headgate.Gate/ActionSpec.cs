using Headgate.Gate.Schemas;

namespace Headgate.Gate;

/// <summary>What an action does to the world.</summary>
public enum Effect
{
    /// <summary>Nothing.</summary>
    Read,

    /// <summary>Changes records.</summary>
    Write,

    /// <summary>Sends to somebody outside.</summary>
    Send,
}

/// <summary>What an action is to a client.</summary>
public enum Offered
{
    /// <summary>A tool.</summary>
    Tool,

    /// <summary>A prompt with live data.</summary>
    Prompt,

    /// <summary>Not offered by name; a door uses it (completions, resources).</summary>
    Inside,

    /// <summary>Only for a person's own pages and command line; no agent ever.</summary>
    People,
}

/// <summary>Names an action and says what it is. See <see cref="ActionSpec"/> for each property.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ActionAttribute(string id, Scope scope, string title, string description) : Attribute
{
    /// <inheritdoc cref="ActionSpec.Id"/>
    public string Id { get; } = id;

    /// <inheritdoc cref="ActionSpec.Scope"/>
    public Scope Scope { get; } = scope;

    /// <inheritdoc cref="ActionSpec.Title"/>
    public string Title { get; } = title;

    /// <inheritdoc cref="ActionSpec.Description"/>
    public string Description { get; } = description;

    /// <inheritdoc cref="ActionSpec.Effect"/>
    public Effect Effect { get; init; } = Effect.Read;

    /// <inheritdoc cref="ActionSpec.Toolset"/>
    public string Toolset { get; init; } = ActionSpec.Core;

    /// <inheritdoc cref="ActionSpec.Offered"/>
    public Offered Offered { get; init; } = Offered.Tool;

    /// <inheritdoc cref="ActionSpec.Aliases"/>
    public string[] Aliases { get; init; } = [];

    /// <inheritdoc cref="ActionSpec.Destructive"/>
    public bool Destructive { get; init; }

    /// <inheritdoc cref="ActionSpec.Idempotent"/>
    public bool Idempotent { get; init; }

    /// <inheritdoc cref="ActionSpec.Creates"/>
    public bool Creates { get; init; }

    /// <inheritdoc cref="ActionSpec.MaxChanges"/>
    public int MaxChanges { get; init; } = Plan.MaxChanges;
}

/// <summary>
/// What an action is, without what it does: its names, scope, effect, hints and schemas. How it decides lives behind the ledger, which alone can
/// give it something to read.
/// </summary>
public abstract class ActionSpec
{
    /// <summary>The toolset of the tools that every grant has.</summary>
    public const string Core = "core";

    private readonly Lazy<ObjectNode> _input;
    private readonly Lazy<Node> _output;

    /// <summary>Reads the attribute of the derived class.</summary>
    protected ActionSpec(Type input, Type output)
    {
        var said =
            (ActionAttribute?)Attribute.GetCustomAttribute(GetType(), typeof(ActionAttribute))
            ?? throw new InvalidOperationException($"{GetType()} is an action without [Action].");
        (Id, Scope, Title, Description) = (said.Id, said.Scope, said.Title, said.Description);
        (Effect, Toolset, Offered, Aliases) = (said.Effect, said.Toolset, said.Offered, said.Aliases);
        (Destructive, Idempotent, Creates) = (said.Destructive, said.Idempotent, said.Creates);
        MaxChanges = said.MaxChanges;
        WireName = Id.Replace('.', '_');
        InputType = input;
        OutputType = output;
        _input = new(() => SchemaOf.Input(input, isWrite: Effect != Effect.Read));
        _output = new(() => Effect == Effect.Read || Offered == Offered.People ? SchemaOf.Output(output) : SchemaOf.OutputOfWrite(output));
    }

    /// <summary>The canonical id <c>noun.verb</c>: in policies, audit, docs and REST paths.</summary>
    public string Id { get; }

    /// <summary>The id as clients see it, with <c>_</c> for the dot: at most 40 characters of <c>a-z0-9_</c>.</summary>
    public string WireName { get; }

    /// <summary>Further names that a call may use.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>The scope that a caller needs.</summary>
    public Scope Scope { get; }

    /// <summary>A title for people.</summary>
    public string Title { get; }

    /// <summary>One sentence that begins with a verb, at most 200 characters.</summary>
    public string Description { get; }

    /// <summary>What it does to the world.</summary>
    public Effect Effect { get; }

    /// <summary>The toolset by whose name it is granted.</summary>
    public string Toolset { get; }

    /// <summary>What it is to a client.</summary>
    public Offered Offered { get; }

    /// <summary>Whether it may take something away (MCP's <c>destructiveHint</c>).</summary>
    public bool Destructive { get; }

    /// <summary>Whether calling it twice is the same as once (MCP's <c>idempotentHint</c>).</summary>
    public bool Idempotent { get; }

    /// <summary>Whether it makes a new record, so that the identical call within ten minutes is taken for a retry.</summary>
    public bool Creates { get; }

    /// <summary>The most changes that its plan may hold; only a chunk of a job may have more than <see cref="Plan.MaxChanges"/>.</summary>
    public int MaxChanges { get; }

    /// <summary>The record that arguments bind to.</summary>
    public Type InputType { get; }

    /// <summary>The record that answers.</summary>
    public Type OutputType { get; }

    /// <summary>The strict schema of its arguments.</summary>
    public ObjectNode Takes => _input.Value;

    /// <summary>The schema of its answer.</summary>
    public Node Gives => _output.Value;

    /// <inheritdoc/>
    public override string ToString() => Id;
}

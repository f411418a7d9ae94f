using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Undoing;

/// <summary>A record that is as it was before.</summary>
/// <param name="Record">Its id.</param>
/// <param name="What"><c>taken_back</c> (it had been made), <c>brought_back</c> (it had ended) or <c>restored</c> (fields of it).</param>
/// <param name="Fields">The fields that are restored.</param>
[Class(DataClass.Internal)]
public sealed record UndoneShown(string Record, string What, IReadOnlyList<string>? Fields);

/// <summary>A change that somebody built on since: undoing it would take away another's work.</summary>
[Class(DataClass.Internal)]
public sealed record ConflictShown
{
    public required string Event { get; init; }
    public required string Record { get; init; }
    public string? Field { get; init; }

    /// <summary>What the run made of it.</summary>
    public string? Then { get; init; }

    /// <summary>What it is now.</summary>
    public string? Now { get; init; }

    /// <summary>Who changed it last.</summary>
    public Named? By { get; init; }
    public string? At { get; init; }
    public required string Why { get; init; }
}

/// <summary>What cannot be undone, whoever asks.</summary>
public sealed record LeftShown(string Event, string? Action, string? Record, string Why);

/// <summary>What an undo by parts has left.</summary>
/// <param name="Events">How many events.</param>
/// <param name="Before">Where the next part goes on.</param>
[Class(DataClass.Internal)]
public sealed record RestShown(long Events, [property: Id("evt")] string Before);

namespace Headgate.Store.Logs;

/// <summary>Which events are wanted: what is given must hold, all of it.</summary>
internal sealed record EventFilter
{
    /// <summary>The events concern each of these records.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>One of these agents or people called.</summary>
    public IReadOnlySet<string>? Actors { get; init; }

    /// <summary>On behalf of one of these people.</summary>
    public IReadOnlySet<string>? People { get; init; }

    /// <summary>The run.</summary>
    public string? Run { get; init; }

    /// <summary>The action's id.</summary>
    public string? Action { get; init; }

    /// <summary>How it ended.</summary>
    public string? Ended { get; init; }

    /// <summary>The beginning of a refusal code.</summary>
    public string? Code { get; init; }

    /// <summary>The door.</summary>
    public string? Door { get; init; }

    /// <summary>In the names of action, tool, agent, person and client, or in the code; letters of either case.</summary>
    public string? Text { get; init; }

    /// <summary>From then on, in milliseconds.</summary>
    public long? Since { get; init; }

    /// <summary>Before then.</summary>
    public long? Until { get; init; }

    /// <summary>Whether nothing but one record is asked for.</summary>
    public bool IsOfOneRecord =>
        Records.Count == 1
        && (Action ?? Run ?? Ended ?? Door ?? Code ?? Text) is null
        && Actors is null
        && People is null
        && (Since ?? Until) is null;

    /// <summary>Whether an event of that time may be one.</summary>
    public bool Takes(long at) => at >= (Since ?? long.MinValue) && at < (Until ?? long.MaxValue);

    /// <summary>Whether an event with these fields is one.</summary>
    public bool Takes(string?[] fields)
    {
        var isSaid = Text is null;
        for (var field = SearchedField.Action; field <= SearchedField.Client; field++)
        {
            if (Asks(field) && !Takes(field, fields[(int)field]))
                return false;
            isSaid = isSaid || Holds(field, fields[(int)field]);
        }
        return isSaid;
    }

    /// <summary>Whether a field is asked for.</summary>
    public bool Asks(SearchedField field) =>
        field switch
        {
            SearchedField.Action => Action is not null,
            SearchedField.Actor => Actors is not null,
            SearchedField.Person => People is not null,
            SearchedField.Run => Run is not null,
            SearchedField.Ended => Ended is not null,
            SearchedField.Code => Code is not null,
            SearchedField.Door => Door is not null,
            _ => false,
        };

    /// <summary>Whether a value is one that is asked for.</summary>
    public bool Takes(SearchedField field, string? value) =>
        field switch
        {
            SearchedField.Action => value == Action,
            SearchedField.Actor => value is not null && Actors!.Contains(value),
            SearchedField.Person => value is not null && People!.Contains(value),
            SearchedField.Run => value == Run,
            SearchedField.Ended => value == Ended,
            SearchedField.Code => value?.StartsWith(Code!, StringComparison.Ordinal) == true,
            SearchedField.Door => value == Door,
            _ => true,
        };

    /// <summary>Whether the text may be in a field.</summary>
    public static bool HasWords(SearchedField field) =>
        field is SearchedField.Action or SearchedField.Code or SearchedField.AgentName or SearchedField.PersonName or SearchedField.Client;

    /// <summary>Whether a field's value holds the text. A tool is called by the action's name with another sign in it.</summary>
    public bool Holds(SearchedField field, string? value) =>
        value is not null
        && Text is not null
        && HasWords(field)
        && (
            value.Contains(Text, StringComparison.OrdinalIgnoreCase)
            || field == SearchedField.Action && value.Replace('.', '_').Contains(Text, StringComparison.OrdinalIgnoreCase)
        );
}

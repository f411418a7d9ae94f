namespace Headgate.Gate;

/// <summary>The four scopes of a grant. What a person's role allows and what an agent was granted are intersected.</summary>
[Flags]
public enum Scope
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>mcp:read</c>: reads records.</summary>
    Read = 1,

    /// <summary><c>mcp:write</c>: changes records.</summary>
    Write = 2,

    /// <summary><c>mcp:comms</c>: sends to people outside.</summary>
    Comms = 4,

    /// <summary><c>mcp:admin</c>: people, audit, settings.</summary>
    Admin = 8,

    /// <summary>All four.</summary>
    All = Read | Write | Comms | Admin,
}

/// <summary>Scopes as texts.</summary>
public static class Scopes
{
    /// <summary>Scopes and their wire names, in the order in which they are told.</summary>
    public static readonly IReadOnlyList<(Scope Scope, string Name)> Named =
    [
        (Scope.Read, "mcp:read"),
        (Scope.Write, "mcp:write"),
        (Scope.Comms, "mcp:comms"),
        (Scope.Admin, "mcp:admin"),
    ];

    /// <summary>The wire names, separated by spaces (RFC 6749, section 3.3).</summary>
    public static string Text(this Scope scopes) => string.Join(' ', Named.Where(n => scopes.HasFlag(n.Scope)).Select(n => n.Name));

    /// <summary>Reads names separated by spaces or commas.</summary>
    /// <returns><see langword="false"/> when a name is unknown; <paramref name="unknown"/> then says which.</returns>
    public static bool TryParse(string text, out Scope scopes, out string unknown)
    {
        scopes = Scope.None;
        unknown = "";
        foreach (var name in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var known = Named.FirstOrDefault(n => n.Name == name);
            if (known.Name is null)
            {
                unknown = name;
                return false;
            }
            scopes |= known.Scope;
        }
        return true;
    }
}

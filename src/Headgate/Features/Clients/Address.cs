using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Clients;

/// <summary>An address of MCP: a token opens the one that it was made for and no other. THE list; doors and arguments read it.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Realm">Its environment.</param>
/// <param name="Within">The scopes that it has at all.</param>
internal sealed record Address(string Path, Realm Realm, Scope Within)
{
    /// <summary>All of them, the usual one first.</summary>
    public static readonly IReadOnlyList<Address> All =
    [
        new("/mcp", Realm.Production, Scope.All),
        new("/mcp/read", Realm.Production, Scope.Read),
        // What a warehouse writes through: it changes records, and learns nothing but what became of it.
        new("/mcp/write", Realm.Production, Scope.Write),
        new("/sandbox/mcp", Realm.Sandbox, Scope.All),
        new("/sandbox/mcp/read", Realm.Sandbox, Scope.Read),
        new("/sandbox/mcp/write", Realm.Sandbox, Scope.Write),
    ];
}

/// <summary>One of the addresses, as a path.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneAddressAttribute : ChoiceAttribute
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Values { get; } = [.. Address.All.Select(a => a.Path)];
}

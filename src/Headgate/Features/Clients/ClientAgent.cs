using Headgate.Features.Agents;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>The agent that a client program is for one person: the same at every visit, new at the first, if the organisation lets unknown clients come.</summary>
internal static class ClientAgent
{
    /// <summary>Finds it, or plans it.</summary>
    /// <exception cref="RefusedException">Unknown clients may not connect.</exception>
    public static async ValueTask<(string Id, string Status)> Of(
        Plan plan,
        Call call,
        Reader reader,
        (string Key, string Name) client,
        (string Id, string Name) owner
    )
    {
        var known = await reader.First<Known>(
            "SELECT id, status FROM agents WHERE tenant = @tenant AND owner_id = @owner AND client = @client ORDER BY id LIMIT 1",
            ("owner", owner.Id),
            ("client", client.Key)
        );
        if (known is not null)
            return (known.Id, known.Status);
        var rules = Connecting.Read((await OrganisationRow.Own(reader)).Connecting);
        if (rules.Unknown == Connecting.Never)
            throw new RefusedException(
                new("oauth.access_denied", "Clients that nobody has registered may not connect here.", "Ask an administrator.")
            );
        var (id, status) = (call.NewId("agt"), rules.Unknown == Connecting.ByApproval ? Suspend.Quarantined : "active");
        plan.Insert(
            Agent.Kind,
            id,
            [
                ("name", await NameFor(client.Name, owner, reader)),
                ("owner_id", owner.Id),
                ("status", status),
                ("client", client.Key),
                .. Columns.Born(call),
            ]
        );
        return (id, status);
    }

    // Named for the client and the person; a number where that is taken already.
    private static async ValueTask<string> NameFor(string client, (string Id, string Name) owner, Reader reader)
    {
        var name = $"{Short(client, 50)} ({Short(owner.Name, 24)})";
        var taken = (
            await reader.All<string>(
                "SELECT name FROM agents WHERE tenant = @tenant AND owner_id = @owner OR tenant = @tenant AND name = @name",
                ("owner", owner.Id),
                ("name", name)
            )
        ).ToHashSet(StringComparer.Ordinal);
        for (var n = 1; ; n++)
            if ((n == 1 ? name : $"{name} {n}") is var free && !taken.Contains(free))
                return free;
    }

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most].TrimEnd();

    private sealed class Known
    {
        public string Id { get; init; } = "";
        public string Status { get; init; } = "";
    }
}

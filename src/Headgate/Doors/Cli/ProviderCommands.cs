using System.CommandLine;
using System.Text.Json;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>providers</c>: which identity providers are trusted to say who somebody is.</summary>
internal static class ProviderCommands
{
    private const string SecretSetting = "HEADGATE_CLIENT_SECRET";

    public static IEnumerable<Command> All(Shell shell)
    {
        yield return new Command("providers", "Identity providers that people sign in with, and whose tokens are accepted")
        {
            List(shell),
            Configure(shell),
            Remove(shell),
        };
    }

    private static Command List(Shell shell)
    {
        var list = shell.Command("list", "Lists the providers that are trusted", shell.Org, shell.As);
        list.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call("providers.list", new { }, cancel),
                        a =>
                            string.Join(
                                '\n',
                                a.GetProperty("items")
                                    .EnumerateArray()
                                    .Select(p => $"{Of(p, "id")}  {Of(p, "name")}  {Of(p, "issuer")}  {p.GetProperty("uses")}")
                            )
                    ),
                needsPerson: true
            )
        );
        return list;
    }

    private static Command Remove(Shell shell)
    {
        var name = new Argument<string>("NAME");
        var remove = shell.Command("remove", "Stops trusting a provider; what clients have on its word ends", name, shell.Org, shell.As);
        remove.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call("providers.remove", new { name = parsed.GetValue(name) }, cancel),
                        a => $"{Of(a, "id")} is trusted no longer; {Of(a, "ended")} grants have ended"
                    ),
                needsPerson: true
            )
        );
        return remove;
    }

    private static Command Configure(Shell shell)
    {
        var name = new Argument<string>("NAME") { Description = "As people see it, such as Contoso" };
        var shape = new Option<string?>("--shape") { Description = "entra, keycloak, auth0, google, okta, or oidc" };
        var issuer = new Option<string?>("--issuer")
        {
            Description = "Its address, exactly as its tokens name it; the shapes entra and google know it",
        };
        var directory = new Option<string?>("--directory") { Description = "Of Entra the directory's id, of Google the hosted domain" };
        var client = new Option<string?>("--client")
        {
            Description = "The id of Headgate at the provider; its secret is read from " + SecretSetting,
        };
        var uses = new Option<string?>("--uses") { Description = "sign_in,tokens,assertions" };
        var audiences = new Option<string?>("--audiences") { Description = "Audiences of access tokens that are accepted, with commas" };
        var roles = new Option<string?>("--roles") { Description = "Roles of groups: sales=rep,ops=revops; the first that fits counts" };
        var claim = new Option<string?>("--roles-claim") { Description = "The claim with groups or roles" };
        var otherwise = new Option<string?>("--default-role") { Description = "none, rep, auditor or revops, where no group fits" };
        var creates = new Option<bool?>("--create-people") { Description = "Make people whom nobody invited, when they have a role" };
        var trusts = new Option<bool?>("--trust-email") { Description = "Believe addresses that the provider does not call verified" };
        var scopes = new Option<string?>("--scopes") { Description = "The most that clients get with its tokens" };
        var loopback = new Option<bool?>("--loopback") { Description = "For development: a provider on the server's own machine" };
        var configure = shell.Command(
            "configure",
            "Trusts a provider, or changes what of it is believed",
            [
                name,
                shape,
                issuer,
                directory,
                client,
                uses,
                audiences,
                roles,
                claim,
                otherwise,
                creates,
                trusts,
                scopes,
                loopback,
                shell.Org,
                shell.As,
            ]
        );
        configure.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    string[]? Several(Option<string?> option) => parsed.GetValue(option) is { } given ? Split(given) : null;
                    var given = new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["name"] = parsed.GetValue(name),
                        ["shape"] = parsed.GetValue(shape),
                        ["issuer"] = parsed.GetValue(issuer),
                        ["directory"] = parsed.GetValue(directory),
                        ["client"] = parsed.GetValue(client),
                        // An argument would stand in the shell's history and in the list of processes.
                        ["client_secret"] = Hosting.Settings.Of(SecretSetting),
                        ["uses"] = Several(uses),
                        ["audiences"] = Several(audiences),
                        ["roles"] = Several(roles)?.Select(RoleOf).ToArray(),
                        ["roles_claim"] = parsed.GetValue(claim),
                        ["default_role"] = parsed.GetValue(otherwise),
                        ["creates_people"] = parsed.GetValue(creates),
                        ["trust_email"] = parsed.GetValue(trusts),
                        ["scopes"] = Several(scopes),
                        ["loopback"] = parsed.GetValue(loopback),
                    };
                    return shell.Tell(
                        parsed,
                        await way.Call("providers.configure", given.Where(g => g.Value is not null).ToDictionary(), cancel),
                        a => JsonSerializer.Serialize(a)
                    );
                },
                needsPerson: true
            )
        );
        return configure;
    }

    private static object RoleOf(string given)
    {
        var cut = given.LastIndexOf('=');
        return new { value = cut > 0 ? given[..cut] : given, role = cut > 0 ? given[(cut + 1)..] : "" };
    }
}

using System.Text;
using Headgate.Doors.Web;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.OAuth;

/// <summary>What a person is asked before a client gets anything: who it is, where the answer goes, what it may do, where and how long. Less can be given, and more.</summary>
internal static class ConsentPage
{
    private static readonly IReadOnlyList<(Scope Scope, string Says)> Words =
    [
        (Scope.Read, "Read what you can see: accounts, contacts, deals, tasks, notes, reports"),
        (Scope.Write, "Create and change records, within the limits and approvals of your organisation"),
        (Scope.Comms, "Send e-mail and texts and place calls to people outside, within approvals and while outbound is on"),
        (Scope.Admin, "See the audit, the settings and who belongs to the organisation, and change settings that agents may change"),
    ];

    private static readonly Dictionary<string, string> Toolsets = new(StringComparer.Ordinal)
    {
        ["activities"] = "Activities, calendars, conversations",
        ["approvals"] = "What waits for a person's approval",
        ["documents"] = "Documents and their text",
        ["drafts"] = "Drafts of messages",
        ["leads"] = "Leads and their conversion",
        ["lenders"] = "Lenders, submissions, cash flow",
        ["records"] = "Merging, deleting, tagging and assigning records",
        ["reports"] = "Reports and forecasts",
        ["runs"] = "Runs of agents, and undoing them",
    };

    private static readonly IReadOnlyList<(string Name, int Seconds, string Says)> Times =
    [
        ("hour", 3600, "1 hour"),
        ("day", 86_400, "1 day"),
        ("week", 7 * 86_400, "7 days"),
        ("month", 30 * 86_400, "30 days"),
        ("quarter", 90 * 86_400, "90 days"),
    ];

    /// <summary>How long a choice of the form is; the shortest for what is none.</summary>
    public static int Seconds(string chosen) => Times.FirstOrDefault(t => t.Name == chosen, Times[0]).Seconds;

    /// <summary>What a browser sees that is not signed in.</summary>
    public static string First() =>
        "<main class=\"card\"><h1>Headgate</h1><h2>A client wants to connect</h2>"
        + "<p><a class=\"button\" href=\"/sign-in\">Sign in</a> with a passkey or a password, in this browser, or open your sign-in link. You come straight back here, and are asked what the client may do.</p>"
        + "<ol><li>No link at hand? <code>./headgate up</code> prints one when it starts; an administrator makes one with "
        + "<code>./headgate users link EMAIL --data DIR</code>.</li><li>Open the link in this browser and press <em>Sign in</em>.</li></ol>"
        + "<p>Your organisation has accounts of its own? <a href=\"/sign-in/with\">Sign in with it</a>.</p>"
        + "<p>You did not start this? Close the page; nothing was given.</p></main>";

    /// <summary>The page.</summary>
    public static string Body(Site site, Verified person, AuthorizationRequest request)
    {
        var sandbox = request.Resource.Realm == Realm.Sandbox;
        var text = new StringBuilder($"<h2>Let <strong>{Page.Text(request.ClientName)}</strong> in?</h2><dl>");
        Row(
            text,
            "Client",
            Page.Text(request.ClientName)
                + (request.Document is null ? " <span class=\"off\">names itself so; nobody has checked it</span>" : "")
        );
        if (request.Document is { } document)
            Row(text, "Described at", $"<code>{Page.Text(document)}</code>");
        Row(text, "The answer goes to", $"<code>{Page.Text(RedirectUri.Shown(request.Redirect))}</code>");
        Row(text, "Environment", sandbox ? "Sandbox: nothing leaves it" : "Production");
        Row(text, "Address", $"<code>{Page.Text(request.Path)}</code>");
        Row(text, "Acts for", $"{Page.Text(person.By.PersonName)}; it never sees or does more than you may");
        text.Append("</dl>");
        if (RedirectUri.HostOf(request.Redirect) is null)
            text.Append(
                "<p class=\"off\">The answer stays on this computer. Any program on it can say that it is this client: go on only if you have just started it yourself.</p>"
            );
        text.Append(
            $"<form method=\"post\" action=\"/oauth/authorize\"><input type=\"hidden\" name=\"request\" value=\"{Page.Text(request.Seal(site, person))}\">"
        );
        Scopes(text, request, person.By);
        ToolsetChoice(text, site);
        text.Append("<fieldset><legend>For how long</legend>");
        foreach (var (name, _, says) in Times)
            Choice(text, "radio", "time", name, says, name == "month");
        return text.Append(
                "</fieldset><p>You can end it at any time: <code>./headgate clients revoke</code>. Every call it makes is judged and audited.</p>"
                    + "<p class=\"decide\"><button class=\"main\" name=\"decision\" value=\"allow\">Allow</button> <button name=\"decision\" value=\"deny\">Deny</button></p></form>"
            )
            .ToString();
    }

    private static void Scopes(StringBuilder text, AuthorizationRequest request, Principal person)
    {
        var possible = request.Possible(person);
        text.Append("<fieldset><legend>It asks to</legend>");
        foreach (var (scope, says) in Words.Where(w => request.Asked.HasFlag(w.Scope)))
            if (possible.HasFlag(scope))
                Choice(text, "checkbox", "scope", scope.Text(), says, isTicked: true);
            else
                text.Append($"<p class=\"refused\">{Page.Text(says)}: not yours to give, or not at this address</p>");
        text.Append("</fieldset>");
        var more = Words.Where(w => !request.Asked.HasFlag(w.Scope) && possible.HasFlag(w.Scope)).ToList();
        if (more.Count == 0)
            return;
        text.Append("<fieldset><legend>It did not ask to, and you may let it</legend>");
        foreach (var (scope, says) in more)
            Choice(text, "checkbox", "scope", scope.Text(), says, isTicked: false);
        text.Append("</fieldset>");
    }

    private static void ToolsetChoice(StringBuilder text, Site site)
    {
        text.Append("<fieldset><legend>Tools beyond the core</legend>");
        foreach (
            var toolset in site
                .Catalogue.All.Where(a => a.Offered == Offered.Tool && a.Toolset != ActionSpec.Core)
                .Select(a => a.Toolset)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        )
            Choice(text, "checkbox", "toolset", toolset, Toolsets.GetValueOrDefault(toolset, toolset), isTicked: false);
        text.Append("</fieldset><fieldset><legend>People's details</legend>");
        Choice(
            text,
            "checkbox",
            "details",
            "yes",
            "Show it e-mail addresses, phone numbers and cash flow as they are, not as handles",
            isTicked: false
        );
        text.Append("</fieldset>");
    }

    private static void Choice(StringBuilder text, string type, string name, string value, string says, bool isTicked) =>
        text.Append(
            $"<p><label><input type=\"{type}\" name=\"{name}\" value=\"{Page.Text(value)}\"{(isTicked ? " checked" : "")}> {Page.Text(says)}"
                + (name is "scope" or "toolset" ? $" <code>{Page.Text(value)}</code>" : "")
                + "</label></p>"
        );

    private static void Row(StringBuilder text, string name, string html) => text.Append($"<dt>{name}</dt><dd>{html}</dd>");
}

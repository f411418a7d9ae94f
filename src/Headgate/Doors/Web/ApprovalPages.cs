using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Web;

/// <summary>What waits for a person, behind the person's sign-in: a list, and a page for each held call with its plan and the two buttons.</summary>
internal static class ApprovalPages
{
    /// <summary>What the fields of arguments begin with.</summary>
    internal const string ArgumentField = "argument.";

    public static void Map(IEndpointRouteBuilder app, Site site)
    {
        app.MapGet("/approvals", (Delegate)((HttpContext http) => List(http, site)));
        app.MapGet("/approvals/{id}", (HttpContext http, string id) => Show(http, site, id, null));
        app.MapForm(site, "/approvals/{id}", http => Decide(http, site, Page.Named(http, "id")));
    }

    private static async Task<IResult> List(HttpContext http, Site site)
    {
        Page.Guard(http);
        if (await SignIn.Person(http, site) is not { } person)
            return Page.SignInFirst();
        var (answer, refusal) = await Ask(site, person, "approvals.list", new { status = "pending", limit = 100 });
        if (answer is not { } page)
            return Page.Html("Approvals", Page.Header(person.By) + $"<p>{Page.Text(refusal!.Why)}</p>");
        var rows = new StringBuilder();
        foreach (var one in page.GetProperty("items").EnumerateArray())
            rows.Append(
                $"<tr><td><a href=\"/approvals/{Page.Text(Of(one, "id"))}\"><code>{Page.Text(Of(one, "action"))}</code></a></td><td>{Page.Text(Who(one))}</td>"
                    + $"<td>{Reasons(one)}{Escalated(one)}</td><td>{Page.Time(Of(one, "asked"))}</td><td>{Page.Time(Of(one, "expires"))}</td></tr>"
            );
        return Page.Html(
            "Approvals",
            Page.Header(person.By)
                + "<h2>Waiting for a person</h2>"
                + (
                    rows.Length == 0
                        ? "<p>Nothing waits.</p>"
                        : $"{Page.Scroll("Waiting for a person")}<table><thead><tr><th>What</th><th>Who asks</th><th>Why it waits</th><th>Asked</th><th>Expires</th></tr></thead><tbody>{rows}</tbody></table></div>"
                )
        );
    }

    private static async Task<IResult> Show(HttpContext http, Site site, string id, string? said)
    {
        Page.Guard(http);
        if (await SignIn.Person(http, site) is not { } person)
            return Page.SignInFirst();
        var (answer, refusal) = await Ask(site, person, "approvals.get", new { id });
        if (answer is not { } got)
            return Page.Html("Approval", Page.Header(person.By) + $"<p>{Page.Text(refusal!.Why)} {Page.Text(refusal.Do)}</p>", 404);
        return Page.Html("Approval", Page.Header(person.By) + ApprovalPage.Body(got, said));
    }

    private static async Task<IResult> Decide(HttpContext http, Site site, string id)
    {
        if (await SignIn.Person(http, site) is not { } person)
            return Page.SignInFirst();
        var form = await PageForm.Read(http, PageForm.Long);
        if (form["decision"] == "edit")
            return await Edit(http, site, person, id, form);
        var (_, refusal) = form["decision"].ToString() switch
        {
            "approve" => await Ask(
                site,
                person,
                "approvals.approve",
                new { ids = new[] { id }, plan_hashes = new[] { form["plan_hash"].ToString() } }
            ),
            "reject" => await Ask(site, person, "approvals.reject", new { ids = new[] { id }, reason = form["reason"].ToString() }),
            _ => throw new BadHttpRequestException("The form says neither approve, nor reject, nor edit."),
        };
        return await Show(http, site, id, refusal is null ? null : $"{refusal.Why} {refusal.Do}");
    }

    // What the person typed over; the rest stays as the agent gave it.
    private static async Task<IResult> Edit(HttpContext http, Site site, Verified person, string id, IFormCollection form)
    {
        var (got, refusal) = await Ask(site, person, "approvals.get", new { id });
        if (got is { } seen)
        {
            var changes = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var argument in Editable(seen))
                if (
                    form[ArgumentField + argument.Name] is [{ } typed]
                    && typed.ReplaceLineEndings("\n") != Of(seen.GetProperty("arguments"), argument.Name)
                )
                    changes[argument.Name] = argument.Value.ValueKind == JsonValueKind.String ? typed : Typed(typed);
            (got, refusal) = await Ask(
                site,
                person,
                "approvals.edit",
                new
                {
                    id,
                    plan_hash = form["plan_hash"].ToString(),
                    arguments = changes,
                }
            );
        }
        var (after, _) = got is null ? default : await Ask(site, person, "approvals.get", new { id });
        var next = after is { } was ? Of(was.GetProperty("approval"), "outcome") : "";
        // Its own address, since the forms of a page decide about the call of that address.
        return next.StartsWith("apr_", StringComparison.Ordinal)
            ? Results.Redirect($"/approvals/{next}")
            : await Show(http, site, id, refusal is null ? null : $"{refusal.Why} {refusal.Do}");
    }

    // A number or a yes as it stands in the call; what is neither goes to the gate as a text, which says what it expected.
    private static JsonElement Typed(string typed)
    {
        try
        {
            return JsonElement.Parse(typed);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(typed);
        }
    }

    /// <summary>The arguments that a form can change: texts, numbers, yes and no.</summary>
    internal static IEnumerable<JsonProperty> Editable(JsonElement got) =>
        got.TryGetProperty("arguments", out var arguments) && arguments.ValueKind == JsonValueKind.Object
            ? arguments
                .EnumerateObject()
                .Where(a =>
                    a.Name is not ("idempotency_key" or "dry_run")
                    && a.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                )
            : [];

    internal static async Task<(JsonElement? Answer, Refusal? Refusal)> Ask(Site site, Verified person, string action, object arguments)
    {
        var outcome = await site.Pass(person.By, Door.Web, action, JsonSerializer.SerializeToElement(arguments));
        return outcome.Refusal is null ? (JsonElement.Parse(outcome.Json.Span), null) : (null, outcome.Refusal);
    }

    private static string Escalated(JsonElement one) =>
        one.TryGetProperty("escalated_to", out var to) ? $"<br><span class=\"off\">Escalated to {Page.Text(Of(to, "name"))}</span>" : "";

    internal static string Reasons(JsonElement one) =>
        string.Join("<br>", one.GetProperty("reasons").EnumerateArray().Select(r => Page.Text(Of(r, "why"))));

    internal static string Who(JsonElement one)
    {
        var person = one.TryGetProperty("on_behalf_of", out var on) ? Of(on, "name") : "";
        return one.TryGetProperty("agent", out var agent) ? $"{Of(agent, "name")} for {person}" : person;
    }

    internal static string Of(JsonElement it, string name) =>
        it.TryGetProperty(name, out var value) ? (value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()) : "";
}

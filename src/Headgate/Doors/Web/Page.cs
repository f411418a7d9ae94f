using System.Text.Encodings.Web;
using Headgate.Gate;

namespace Headgate.Doors.Web;

/// <summary>A plain page, made on the server, without scripts.</summary>
internal static class Page
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #d8dce2; --soft: #5c6470; --card: #fff; --ground: #f5f6f8; --ink: #16191d; --good: #14713a; --warn: #a34a00; --main: #1d4ed8; --on-main: #fff;
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
        @media (prefers-color-scheme: dark) { :root { --line: #333a44; --soft: #9aa4b2; --card: #1a1e24; --ground: #121519; --ink: #e8ebef; --good: #4ac26b; --warn: #f0a040; --main: #8ab0ff; --on-main: #0b1220; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 78rem; padding: 1.25rem 1.5rem 3rem; color: var(--ink); background: var(--ground); }
        header { display: flex; gap: 1.25rem; align-items: center; border-bottom: 1px solid var(--line); padding-bottom: .75rem; margin-bottom: 1.5rem; flex-wrap: wrap; }
        header h1 { font-size: 1.2rem; margin: 0; letter-spacing: -.01em; } header h1 a { text-decoration: none; } header span { color: var(--soft); } header form { margin-left: auto; }
        h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; } h3 { font-size: .95rem; margin: 1.25rem 0 .4rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; margin: 0; } dt { color: var(--soft); } dd { margin: 0; }
        table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .9rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; }
        th { text-align: left; color: var(--soft); font-weight: 500; } th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
        tr:last-child > td { border-bottom: 0; } td:first-child { white-space: nowrap; } td code { font-size: .85em; }
        code { font-family: ui-monospace, "SF Mono", Menlo, monospace; font-size: .9em; overflow-wrap: anywhere; } pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; font: inherit; }
        details { margin: .75rem 0; } summary { cursor: pointer; } details pre { font-family: ui-monospace, "SF Mono", Menlo, monospace; font-size: .8rem; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
        mark { font-size: .75em; padding: 0 .2em; border-radius: .2em; } form.decide { margin: .75rem 0; } .scroll { overflow-x: auto; }
        a { color: var(--main); } header h1 a, td a { color: inherit; } :focus-visible { outline: 2px solid var(--main); outline-offset: 2px; }
        button { font: inherit; padding: .4rem 1rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); color: var(--ink); cursor: pointer; } button:hover { border-color: var(--soft); }
        button.main { background: var(--main); border-color: var(--main); color: var(--on-main); font-weight: 600; }
        input, select, textarea { font: inherit; color: inherit; padding: .35rem .6rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); max-width: 100%; } input:not([type]), input[type=text] { width: min(28rem, 100%); }
        input[type=email], input[type=password] { width: min(28rem, 100%); } label.field { display: block; margin: .9rem 0 .2rem; font-weight: 500; } .wrong { color: var(--warn); margin: .2rem 0; } [aria-invalid=true] { border-color: var(--warn); }
        a.button { display: inline-block; padding: .4rem 1rem; border: 1px solid var(--main); border-radius: .4rem; text-decoration: none; font-weight: 600; } .codes { columns: 2; font-family: ui-monospace, monospace; list-style: none; padding: 0; }
        fieldset { border: 1px solid var(--line); border-radius: .5rem; background: var(--card); margin: 1rem 0; padding: .5rem 1rem .75rem; } legend { font-weight: 600; padding: 0 .4rem; } fieldset p { margin: .35rem 0; } fieldset code { color: var(--soft); }
        main.card { max-width: 30rem; margin: 12vh auto 0; padding: 1.75rem 2rem 2rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; } main.card h1 { font-size: 1.2rem; margin: 0 0 .75rem; }
        .after { margin-top: .75rem; } svg.qr { width: 13rem; height: 13rem; background: #fff; border-radius: .5rem; display: block; } .soft { color: var(--soft); } .done, .on { color: var(--good); } .refused, .off { color: var(--warn); } .on, .off { font-weight: 600; }
        """;

    /// <summary>A whole page around its body.</summary>
    public static string Render(string title, string body) =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(title)} · Headgate</title><style>{Style}</style></head><body>{body}</body></html>";

    /// <summary>The headers of every page: it runs nothing (but where a passkey is asked for), loads nothing and stands in no frame.</summary>
    /// <param name="http">The request.</param>
    /// <param name="script">Whether it runs the one script of ours that speaks to a passkey.</param>
    public static void Guard(HttpContext http, bool script = false)
    {
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; {(script ? "script-src 'self'; " : "")}style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
    }

    /// <summary>What stands in the address at a place of its route.</summary>
    public static string Named(HttpContext http, string place) => (string)http.GetRouteValue(place)!;

    /// <summary>An answer with a page.</summary>
    public static IResult Html(string title, string body, int status = 200) =>
        Results.Content(Render(title, body), "text/html; charset=utf-8", statusCode: status);

    /// <summary>What somebody sees who has not signed in.</summary>
    public static IResult SignInFirst() =>
        Html(
            "Sign in",
            "<main class=\"card\"><h1>Headgate</h1><p><a class=\"button\" href=\"/sign-in\">Sign in</a> with a passkey or a password, or open your sign-in link. The administrator makes one with <code>headgate users link EMAIL --data DIR</code>.</p><p><a href=\"/sign-in/with\">Sign in with your organisation's account</a></p></main>"
        );

    /// <summary>Who is signed in, and the ways to the other pages.</summary>
    public static string Header(Principal person) =>
        $"<header><h1><a href=\"/\">Headgate</a></h1><a href=\"/approvals\">Approvals</a><a href=\"/account\">{Text(person.PersonName)} · {Text(person.Role.ToString().ToLowerInvariant())}</a>"
        + "<form method=\"post\" action=\"/sign-out\"><button>Sign out</button></form></header>";

    /// <summary>The begin of a frame for what may be wider than a phone: whoever uses no mouse scrolls it too (WCAG 2.1.1).</summary>
    public static string Scroll(string what) => $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(what)}\">";

    /// <summary>A moment as a person reads it, of one as calls give it.</summary>
    public static string Time(string iso) =>
        $"<time datetime=\"{Text(iso)}\">{Text(iso.Replace('T', ' ').Replace("Z", " UTC", StringComparison.Ordinal))}</time>";

    /// <summary>A text that stays text.</summary>
    public static string Text(string? value) => HtmlEncoder.Default.Encode(value ?? "");
}

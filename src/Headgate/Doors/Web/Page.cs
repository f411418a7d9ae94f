using System.Text.Encodings.Web;
using Headgate.Gate;

namespace Headgate.Doors.Web;

/// <summary>A plain page, made on the server, without scripts.</summary>
internal static class Page
{
    private const string Style = """
        :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
        body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; }
        header { display: flex; gap: 1rem; align-items: baseline; border-bottom: 1px solid #8884; padding-bottom: .5rem; margin-bottom: 1.5rem; flex-wrap: wrap; }
        header h1 { font-size: 1.25rem; margin: 0; } header form { margin-left: auto; }
        h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: 0; } dt { opacity: .7; } dd { margin: 0; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; } th { text-align: left; opacity: .7; font-weight: 500; }
        th, td { padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #8883; vertical-align: top; }
        code { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
        .done { color: #1a7f37; } .refused { color: #b35900; } .off { color: #b35900; font-weight: 600; } .on { color: #1a7f37; font-weight: 600; }
        a { color: inherit; } h3 { font-size: .95rem; margin: 1.25rem 0 .35rem; } pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; font: inherit; }
        mark { font-size: .75em; padding: 0 .2em; border-radius: .2em; } form.decide { margin: .75rem 0; } details pre { font-family: ui-monospace, monospace; font-size: .8rem; }
        fieldset { border: 1px solid #8884; border-radius: .4rem; margin: 1rem 0; } legend { font-weight: 600; padding: 0 .4rem; } fieldset p { margin: .3rem 0; }
        button { font: inherit; padding: .3rem .9rem; } .scroll { overflow-x: auto; }
        @media (prefers-color-scheme: dark) { .done, .on { color: #4ac26b; } .refused, .off { color: #f0a040; } }
        """;

    /// <summary>A whole page around its body.</summary>
    public static string Render(string title, string body) =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(title)} · Headgate</title><style>{Style}</style></head><body>{body}</body></html>";

    /// <summary>The headers of every page: it runs nothing, loads nothing and stands in no frame.</summary>
    public static void Guard(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
    }

    /// <summary>An answer with a page.</summary>
    public static IResult Html(string title, string body, int status = 200) =>
        Results.Content(Render(title, body), "text/html; charset=utf-8", statusCode: status);

    /// <summary>What somebody sees who has not signed in.</summary>
    public static IResult SignInFirst() =>
        Html(
            "Sign in",
            "<header><h1>Headgate</h1></header><p>Open your sign-in link. The administrator makes one with <code>headgate users link EMAIL --data DIR</code>.</p>"
        );

    /// <summary>Who is signed in, and the ways to the other pages.</summary>
    public static string Header(Principal person) =>
        $"<header><h1><a href=\"/\">Headgate</a></h1><a href=\"/approvals\">Approvals</a><span>{Text(person.PersonName)} · {Text(person.Role.ToString().ToLowerInvariant())}</span>"
        + "<form method=\"post\" action=\"/sign-out\"><button>Sign out</button></form></header>";

    /// <summary>A text that stays text.</summary>
    public static string Text(string? value) => HtmlEncoder.Default.Encode(value ?? "");
}

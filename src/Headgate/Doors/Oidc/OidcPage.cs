using System.Text;
using Headgate.Doors.Web;
using Headgate.Hosting.Federation;

namespace Headgate.Doors.Oidc;

/// <summary>The pages of signing in with a provider.</summary>
internal static class OidcPage
{
    /// <summary>The providers to choose from.</summary>
    public static IResult Choose(IReadOnlyList<TrustedProvider> providers, bool isAlone)
    {
        var text = new StringBuilder("<main class=\"card\"><h1>Headgate</h1><h2>Sign in</h2>");
        foreach (var provider in providers)
            text.Append($"<p><a href=\"/sign-in/with/{Page.Text(provider.Id)}\">Sign in with {Page.Text(provider.Name)}</a></p>");
        if (isAlone)
            text.Append(
                "<p>Your organisation signs in with links. An administrator makes one with <code>headgate users link EMAIL</code>, or trusts a provider with <code>headgate providers configure</code>.</p>"
            );
        else if (providers.Count == 0)
            text.Append(
                "<form><p><label for=\"org\">Which organisation?</label></p><p><input id=\"org\" name=\"org\" placeholder=\"org_…\"></p><button class=\"main\">Go on</button></form>"
            );
        return Page.Html("Sign in", text.Append("</main>").ToString());
    }

    /// <summary>Why nobody was signed in.</summary>
    public static IResult Stopped(string why, int status = 400) =>
        Page.Html(
            "Not signed in",
            $"<main class=\"card\"><h1>Headgate</h1><h2>Not signed in</h2><p class=\"refused\">{Page.Text(why)}</p><p><a href=\"/sign-in/with\">Begin again</a></p></main>",
            status
        );
}

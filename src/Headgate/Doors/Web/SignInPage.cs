using Headgate.Gate;

namespace Headgate.Doors.Web;

/// <summary>The pages of a sign-in link.</summary>
internal static class SignInPage
{
    public static string Ask() =>
        Page.Render(
            "Sign in",
            "<main class=\"card\"><h1>Headgate</h1><p>This link signs you in once.</p><form method=\"post\"><button class=\"main\">Sign in</button></form></main>"
        );

    public static string Stale() =>
        Page.Render(
            "Link used",
            "<main class=\"card\"><h1>Headgate</h1><p>This sign-in link was used already, or it has expired.</p><p>Make a new one: <code>headgate users link EMAIL --data DIR</code></p></main>"
        );

    public static string NotThisWay(Refusal refusal) =>
        Page.Render(
            "Sign in",
            $"<main class=\"card\"><h1>Headgate</h1><p>{Page.Text(refusal.Why)}</p><p><a class=\"button\" href=\"/sign-in\">Sign in</a></p></main>"
        );
}

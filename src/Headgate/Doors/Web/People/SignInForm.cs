using System.Text;

namespace Headgate.Doors.Web.People;

/// <summary>The page that signs in: a passkey's button where the browser has one, and e-mail, password and code.</summary>
internal static class SignInForm
{
    public const string Wrong = "E-mail, password or code is wrong, or the code was used before.";
    public const string TooMany = "That was tried too often. Wait a quarter of an hour, or use a passkey or a sign-in link.";

    /// <param name="passkey">The passkey's form; none where a try went wrong, so that all such pages are the same.</param>
    /// <param name="email">What was typed.</param>
    /// <param name="wrong">What was wrong.</param>
    public static string Body(string? passkey, string email, string? wrong = null)
    {
        StringBuilder text = new("<main class=\"card\"><h1>Sign in to Headgate</h1>");
        text.Append(passkey ?? "<p><a href=\"/sign-in\">Use a passkey</a></p>");
        text.Append("<form method=\"post\" action=\"/sign-in\"><h2>With a password</h2>");
        if (wrong is not null)
            text.Append($"<p class=\"wrong\" id=\"wrong\" role=\"alert\">{Page.Text(wrong)}</p>");
        var told = wrong is null ? "" : " aria-invalid=\"true\" aria-describedby=\"wrong\"";
        text.Append(
            $"<label class=\"field\" for=\"email\">E-mail</label><input id=\"email\" name=\"email\" type=\"email\" autocomplete=\"username\" required maxlength=\"254\" value=\"{Page.Text(email)}\"{(wrong is null ? "" : " autofocus")}{told}>"
                + $"<label class=\"field\" for=\"password\">Password</label><input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required maxlength=\"{Passwords.Longest}\"{told}>"
                + $"<label class=\"field\" for=\"code\">Code of your authenticator, or a recovery code</label><input id=\"code\" name=\"code\" type=\"text\" autocomplete=\"one-time-code\" required maxlength=\"40\"{told}>"
                + "<p><button class=\"main\">Sign in</button></p></form>"
        );
        return text.Append(
                "<p>Your organisation has accounts of its own? <a href=\"/sign-in/with\">Sign in with it</a>.</p><p>Neither at hand? An administrator makes a sign-in link: <code>headgate users link EMAIL</code>; for whoever lost theirs: <code>headgate users reset-factors EMAIL</code> first.</p></main>"
            )
            .ToString();
    }
}

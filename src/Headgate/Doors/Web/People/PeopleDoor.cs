using Headgate.Hosting;

namespace Headgate.Doors.Web.People;

/// <summary>The pages of people: signing in, one's account. They translate; what changes anything is a call through the gate.</summary>
internal static class PeopleDoor
{
    public static void Map(IEndpointRouteBuilder app, Site site)
    {
        Passwords passwords = new();
        SignInTries tries = new(site);
        Passkeys passkeys = new(site);
        PasskeySignIn passkey = new(site, passkeys);
        passkey.Map(app);
        new PasswordSignIn(site, passwords, tries, passkey).Map(app);
        new AccountPages(site).Map(app);
        new PasswordPages(site, passwords, tries).Map(app);
        new PasskeyPages(site, passkeys).Map(app);
    }
}

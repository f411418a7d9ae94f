using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Doors.OAuth;
using Headgate.Hosting;
using Headgate.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Headgate.Doors.Web.People;

/// <summary>
/// Passkeys (WebAuthn level 3) as the framework verifies them: for the name and the origin under which this server is known, the person verified by the device,
/// the challenge ours, for five minutes and for this page alone.
/// </summary>
internal sealed class Passkeys(Site site)
{
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(5);

    /// <summary>Why there are none here; nothing where there are.</summary>
    public string? WhyNot(HttpContext http) =>
        !Uri.TryCreate(Issuer.Of(http, site), UriKind.Absolute, out var here) || IPAddress.TryParse(here.Host.Trim('[', ']'), out _)
            ? $"Passkeys belong to a name, and this is a number: on this machine they work at http://localhost:{http.Request.Host.Port}."
            : null;

    /// <summary>What a browser is asked to make a passkey of, and what the answer is checked against: sealed for that person.</summary>
    public async Task<(string Options, string State)> Creation(HttpContext http, Claimant who)
    {
        using var users = Users();
        var made = await Handler(users, http)
            .MakeCreationOptionsAsync(
                new()
                {
                    Id = who.By.Person,
                    Name = who.Email,
                    DisplayName = who.By.PersonName,
                },
                http
            );
        return (made.CreationOptionsJson, Seal(made.AttestationState!, "make " + who.By.Credential));
    }

    /// <summary>The passkey of the answer; nothing when anything about it is wrong.</summary>
    public async Task<(UserPasskeyInfo Key, string Challenge)?> Created(HttpContext http, Claimant who, string credential, string state)
    {
        if (Open(state, "make " + who.By.Credential) is not { } known)
            return null;
        using var users = Users();
        var result = await Checked(() =>
            Handler(users, http)
                .PerformAttestationAsync(
                    new()
                    {
                        HttpContext = http,
                        CredentialJson = credential,
                        AttestationState = known,
                    }
                )
        );
        return result is { Succeeded: true } && result.UserEntity.Id == who.By.Person ? (result.Passkey, Credentials.HashOf(known)) : null;
    }

    /// <summary>What a browser is asked to sign, whoever it may be.</summary>
    public async Task<(string Options, string State)> Request(HttpContext http)
    {
        using var users = Users();
        var made = await Handler(users, http).MakeRequestOptionsAsync(null, http);
        return (made.RequestOptionsJson, Seal(made.AssertionState!, "use"));
    }

    /// <summary>Who signed, and with what; nothing when anything about it is wrong.</summary>
    public async Task<(Claimant Who, UserPasskeyInfo Key, string Challenge)?> Signed(HttpContext http, string credential, string state)
    {
        if (Open(state, "use") is not { } known)
            return null;
        using var users = Users();
        var result = await Checked(() =>
            Handler(users, http)
                .PerformAssertionAsync(
                    new()
                    {
                        HttpContext = http,
                        CredentialJson = credential,
                        AssertionState = known,
                    }
                )
        );
        return result is { Succeeded: true } ? (result.User, result.Passkey, Credentials.HashOf(known)) : null;
    }

    // What a browser sends may be anything: the framework says of most that it failed, and throws for some.
    private static async Task<T?> Checked<T>(Func<Task<T>> check)
        where T : class
    {
        try
        {
            return await check();
        }
        catch (Exception failure)
            when (failure
                    is PasskeyException
                        or JsonException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
                        or CryptographicException
            )
        {
            return null;
        }
    }

    private PasskeyHandler<Claimant> Handler(UserManager<Claimant> users, HttpContext http)
    {
        var origin = Issuer.Of(http, site);
        return new(
            users,
            Options.Create(
                new IdentityPasskeyOptions
                {
                    ServerDomain = new Uri(origin).Host,
                    UserVerificationRequirement = "required",
                    ResidentKeyRequirement = "required",
                    AuthenticatorTimeout = Good,
                    ValidateOrigin = context => new(context.Origin == origin && !context.CrossOrigin && context.TopOrigin is null),
                }
            )
        );
    }

    private UserManager<Claimant> Users() =>
        new(
            new PasskeyStore(site),
            Options.Create(new IdentityOptions()),
            new PasswordHasher<Claimant>(),
            [],
            [],
            new UpperInvariantLookupNormalizer(),
            new(),
            null!,
            NullLogger<UserManager<Claimant>>.Instance
        );

    private string Seal(string state, string purpose) =>
        site.Seal($"{(site.Time.GetUtcNow() + Good).ToUnixTimeMilliseconds()} {state}", "passkey " + purpose);

    private string? Open(string text, string purpose)
    {
        if (site.Unseal(text, "passkey " + purpose) is not { } known)
            return null;
        var cut = known.IndexOf(' ', StringComparison.Ordinal);
        return long.Parse(known[..cut], System.Globalization.CultureInfo.InvariantCulture) > site.Time.GetUtcNow().ToUnixTimeMilliseconds()
            ? known[(cut + 1)..]
            : null;
    }
}

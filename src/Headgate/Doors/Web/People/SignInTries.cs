using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Web.People;

/// <summary>How often somebody may be wrong. Each try is counted by a call before anything is compared, by the person who is named and by the address.</summary>
internal sealed class SignInTries(Site site)
{
    private const string Purpose = "sign_in.tries";

    /// <summary>What a person's tries are counted under; the address itself is kept nowhere.</summary>
    public string Named(string email) => Key("person " + EmailForm.Normal(email));

    /// <summary>Counts a try, in that organisation or where nobody has the address in the first; whether it may be made.</summary>
    public async Task<bool> Allows(HttpContext http, string? tenant, string named)
    {
        tenant ??= await site.Organisations(http.RequestAborted) is [var first, ..] ? first.Id : null;
        if (tenant is null)
            return false;
        var anybody = new Principal
        {
            Tenant = tenant,
            Person = "usr_" + new string('0', Ids.Length),
            PersonName = "somebody who signs in",
            Sees = Visibility.Own,
            Credential = "sign-in",
        };
        var address = Device.Address(http, site) is { } from ? Key("address " + from) : null;
        var outcome = await site.Pass(
            anybody,
            Door.Web,
            "users.count_try",
            JsonSerializer.SerializeToElement(address is null ? (object)new { named } : new { named, address }),
            cancel: http.RequestAborted
        );
        return outcome.Ended == Ended.Done && JsonElement.Parse(outcome.Json.Span).GetProperty("allowed").GetBoolean();
    }

    private string Key(string text) => site.Seal(Credentials.HashOf(text), Purpose, isKnownAgain: true);
}

using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Contacts;

/// <summary>What a create gives, on the contact or lead that exists: its empty fields are filled, what it has stays.</summary>
internal static class Fill
{
    /// <summary>The existing contact with its empty fields filled; nothing when there is none or the caller does not want it.</summary>
    public static async ValueTask<(ContactShown Shown, Plan Plan, RecordRef Ref)?> Of(
        IMayExist input,
        ContactRow given,
        Call call,
        Reader reader
    )
    {
        var key = given.Email is null ? null : EmailForm.Normal(given.Email);
        var id = await Duplicate.ToUpdate(input, reader, Contact.Kind, (Contact.EmailClaim, key), f => FieldOf(given, f));
        // One that the caller may not see is not the caller's to fill: dedupe refuses.
        if (
            id is null
            || await reader.First<ContactRow>($"{ContactRow.Select} AND c.id = @id{reader.Visible("c.owner_id")}", ("id", id))
                is not { } row
        )
            return null;
        var filled = Duplicate.Filled(
            ("email", row.Email, given.Email),
            ("phone", row.Phone, given.Phone),
            ("title", row.Title, given.Title),
            ("company", row.Company, given.Company),
            ("account_id", row.AccountId, given.AccountId),
            ("source", row.Source, given.Source),
            ("description", row.Description, given.Description)
        );
        var plan = new Plan().Update(Contact.Kind, row.Id, row.Version, [.. filled, Columns.Moved(row.UpdatedAt, call)]);
        if (row.Email is null && key is not null)
            plan.Claim(Contact.EmailClaim, key, row.Id);
        var takesAccount = row.AccountId is null && given.AccountId is not null;
        var shown = ContactShown.Of(row) with
        {
            Email = row.Email ?? given.Email,
            Phone = row.Phone ?? given.Phone,
            Title = row.Title ?? given.Title,
            Account = takesAccount ? Named.Of(given.AccountId, given.AccountName) : Named.Of(row.AccountId, row.AccountName),
            Company = takesAccount || row.AccountId is not null ? null : row.Company ?? given.Company,
            UpdatedAt = Show.Time(filled.Length > 0 ? call.Effective.ToUnixTimeMilliseconds() : row.UpdatedAt),
            Version = filled.Length > 0 ? row.Version + 1 : row.Version,
        };
        return (shown, plan, row.Ref);
    }

    private static string? FieldOf(ContactRow row, string field) =>
        field switch
        {
            "name" => row.Name,
            "email" => row.Email,
            "phone" => row.Phone,
            "company" => row.Company,
            _ => null,
        };
}

using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Records;

/// <summary>
/// Who sees a note, an activity or a task: whoever sees its account, contact or opportunity, and the person whose own it is. The one place that says so.
/// </summary>
internal static class Attached
{
    /// <summary>The condition, which begins with <c>AND</c> or is empty; it takes <c>@me</c>.</summary>
    public static string Visible(Reader reader, string alias, string own) =>
        reader.By.Sees == Visibility.All ? "" : $" AND {Condition(reader, alias, own)}";

    /// <summary>Keeps a list to what the caller may see.</summary>
    public static Listing SeenThrough(this Listing listing, Reader reader, string alias, string own) =>
        reader.By.Sees == Visibility.All ? listing : listing.Where(Condition(reader, alias, own), "me", reader.By.Person);

    private static string Condition(Reader reader, string alias, string own)
    {
        var (account, contact, opportunity) = (reader.Visible("va.owner_id"), reader.Visible("vc.owner_id"), reader.Visible("vo.owner_id"));
        return $"({own} = @me"
            + $" OR EXISTS (SELECT 1 FROM accounts va WHERE va.tenant = @tenant AND va.id = {alias}.account_id{account})"
            + $" OR EXISTS (SELECT 1 FROM contacts vc WHERE vc.tenant = @tenant AND vc.id = {alias}.contact_id{contact})"
            + $" OR EXISTS (SELECT 1 FROM opportunities vo WHERE vo.tenant = @tenant AND vo.id = {alias}.opportunity_id{opportunity}))";
    }
}

namespace Headgate.Doors.Web.People;

/// <summary>A small posted form, each field once.</summary>
internal static class PeopleForm
{
    private const int Longest = 64 << 10;

    /// <summary>Reads it; an empty one for what is none.</summary>
    public static async Task<IFormCollection> Read(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > Longest)
            return FormCollection.Empty;
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return FormCollection.Empty;
        }
    }

    /// <summary>A field; empty when it is not there, given twice or too long.</summary>
    public static string Text(this IFormCollection form, string name, int longest) =>
        form[name] is [{ } value] && value.Length <= longest ? value : "";
}

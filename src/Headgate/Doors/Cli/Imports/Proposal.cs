using System.Text.Json;

namespace Headgate.Doors.Cli.Imports;

/// <summary>A first mapping for a file of no known shape, by what its headers are called; a person corrects it.</summary>
internal static class Proposal
{
    private static readonly (string Field, string[] Words)[] Names =
    [
        ("external", ["id", "record id", "external id", "key"]),
        ("name", ["name", "full name", "company", "company name", "account name", "deal name", "opportunity", "title of deal"]),
        ("first_name", ["first name", "firstname", "given name"]),
        ("last_name", ["last name", "lastname", "surname", "family name"]),
        ("email", ["email", "e-mail", "email address", "mail"]),
        ("phone", ["phone", "telephone", "mobile", "phone number"]),
        ("title", ["job title", "position", "role"]),
        ("account", ["account", "employer", "organization", "organisation", "customer"]),
        ("domain", ["domain", "company domain"]),
        ("website", ["website", "url", "web"]),
        ("industry", ["industry", "sector"]),
        ("employees", ["employees", "headcount"]),
        ("revenue", ["revenue", "annual revenue"]),
        ("amount", ["amount", "value", "deal value"]),
        ("stage", ["stage", "deal stage", "status of deal"]),
        ("pipeline", ["pipeline"]),
        ("close_date", ["close date", "closing date", "closed"]),
        ("owner", ["owner", "sales rep", "rep", "sales agent", "assigned to"]),
        ("city", ["city", "town"]),
        ("country", ["country"]),
        ("created_at", ["created", "created at", "create date", "created date"]),
        ("description", ["description", "notes", "comment"]),
    ];

    /// <summary>The mapping, as a file.</summary>
    public static string For(IReadOnlyList<string> headers)
    {
        var columns = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (field, words) in Names)
            if (headers.FirstOrDefault(h => words.Contains(Plain(h))) is { } header)
                columns[field] = JsonSerializer.SerializeToElement(header);
        var kind =
            columns.ContainsKey("stage") || columns.ContainsKey("amount") ? "opportunities"
            : columns.ContainsKey("email") || columns.ContainsKey("last_name") ? "contacts"
            : "accounts";
        // A contact's company is where they work, not what they are called.
        if (kind == "contacts" && headers.FirstOrDefault(h => Plain(h) is "company" or "company name") is { } employer)
        {
            columns["account"] = JsonSerializer.SerializeToElement(employer);
            if (columns.TryGetValue("name", out var name) && name.GetString() == employer)
                columns.Remove("name");
        }
        return JsonSerializer.Serialize(
            new Shape
            {
                System = "file",
                Files =
                [
                    new()
                    {
                        Kind = kind,
                        Headers = [.. headers.Where(h => h.Trim().Length > 0)],
                        Columns = columns,
                    },
                ],
            },
            Shapes.Form
        );
    }

    private static string Plain(string header) => header.Trim().ToLowerInvariant().Replace('_', ' ');
}

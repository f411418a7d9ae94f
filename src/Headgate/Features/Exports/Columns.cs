namespace Headgate.Features.Exports;

/// <summary>What an export holds, per file: headers, and the SQL of each. The import's own shape has the same headers.</summary>
internal static class Columns
{
    /// <summary>The files.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["people", "products", "accounts", "contacts", "opportunities", "activities"];

    private static readonly (string, string)[] Clocks = [("created_at", "x.created_at"), ("updated_at", "x.updated_at")];

    /// <summary>Header and expression of each column. Times are <c>*_at</c>, amounts end in <c>_minor</c> and stand beside their currency.</summary>
    public static IReadOnlyList<(string Header, string Sql)> Of(string kind) =>
        kind switch
        {
            "people" =>
            [
                ("person_id", "x.id"),
                ("name", "x.name"),
                ("email", "x.email"),
                ("team", "t.name"),
                ("title", "x.title"),
                ("phone", "x.phone"),
            ],
            "products" =>
            [
                ("product_id", "x.id"),
                ("name", "x.name"),
                ("code", "x.code"),
                ("family", "x.family"),
                ("price", "x.price_minor"),
                ("currency", "x.currency"),
                ("active", "x.active"),
            ],
            "accounts" =>
            [
                ("account_id", "x.id"),
                .. Same("name", "domain", "website", "industry", "phone", "description", "employees"),
                ("revenue", "x.revenue_minor"),
                .. Same("currency", "founded", "street", "city", "region", "postal_code", "country"),
                ("parent_id", "x.parent_id"),
                ("owner", "u.email"),
                .. Same("status", "source"),
                .. Clocks,
            ],
            "contacts" =>
            [
                ("contact_id", "x.id"),
                .. Same("name", "first_name", "last_name", "email", "phone", "title", "company"),
                ("account_id", "x.account_id"),
                ("owner", "u.email"),
                .. Same("lifecycle", "status", "source", "city", "region", "country", "linkedin", "description"),
                .. Clocks,
            ],
            "opportunities" =>
            [
                ("opportunity_id", "x.id"),
                ("name", "x.name"),
                ("account_id", "x.account_id"),
                ("contact_id", "x.contact_id"),
                ("pipeline", "p.name"),
                ("stage", "s.name"),
                ("amount", "x.amount_minor"),
                .. Same("currency", "close_date", "closed_at", "reason", "next_step"),
                ("owner", "u.email"),
                .. Same("source", "description"),
                .. Clocks,
            ],
            _ =>
            [
                ("activity_id", "x.id"),
                .. Same("kind", "subject", "body", "direction", "outcome", "at", "duration_s"),
                ("account_id", "x.account_id"),
                ("contact_id", "x.contact_id"),
                ("opportunity_id", "x.opportunity_id"),
                ("owner", "u.email"),
                ("created_at", "x.created_at"),
            ],
        };

    /// <summary>The tables of a file.</summary>
    public static string From(string kind) =>
        kind switch
        {
            "people" => "users x LEFT JOIN teams t ON t.tenant = x.tenant AND t.id = x.team_id WHERE x.tenant = @tenant",
            "products" => "products x WHERE x.tenant = @tenant",
            "accounts" => "accounts x LEFT JOIN users u ON u.tenant = x.tenant AND u.id = x.owner_id WHERE x.tenant = @tenant",
            "contacts" => "contacts x LEFT JOIN users u ON u.tenant = x.tenant AND u.id = x.owner_id WHERE x.tenant = @tenant",
            "opportunities" => "opportunities x LEFT JOIN users u ON u.tenant = x.tenant AND u.id = x.owner_id "
                + "JOIN pipelines p ON p.tenant = x.tenant AND p.id = x.pipeline_id JOIN stages s ON s.tenant = x.tenant AND s.id = x.stage_id WHERE x.tenant = @tenant",
            _ => "activities x LEFT JOIN users u ON u.tenant = x.tenant AND u.id = x.user_id WHERE x.tenant = @tenant",
        };

    private static IEnumerable<(string, string)> Same(params string[] names) => names.Select(n => (n, "x." + n));
}

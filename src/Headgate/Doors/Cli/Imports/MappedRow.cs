using Headgate.Features.Accounts;
using Headgate.Gate;

namespace Headgate.Doors.Cli.Imports;

/// <summary>A row of a file, its fields named as ours.</summary>
internal sealed record MappedRow(long Number, long Offset, byte[] Json, IReadOnlyDictionary<string, string>? Texts)
{
    /// <summary>The keys of the record that the row makes; a preview remembers them, since nothing is in the store yet.</summary>
    public IEnumerable<string> Makes(string kind) =>
        kind switch
        {
            "people" => Keys(("user", Low("name")), ("user", Low("manager")), ("user", Low("email")), ("user", Low("external"))),
            "products" => Keys(("product", Low("name"))),
            "accounts" => Keys(("account", Text("name")), ("account.external", Text("external")), ("account.domain", Domain())),
            "contacts" => Keys(("contact.external", Text("external")), ("contact.email", Email("email"))),
            "opportunities" => Keys(("opportunity.external", Text("external"))),
            "activities" => Keys(("activity.external", Text("external"))),
            _ => [],
        };

    /// <summary>The keys of records that the row names.</summary>
    public IEnumerable<string> Names() =>
        Keys(
            ("user", Low("owner")),
            ("account", Text("account")),
            ("account.external", Text("account_external")),
            ("account", Text("parent")),
            ("account", Text("name")),
            ("account.external", Text("parent_external")),
            ("account.external", Text("external")),
            ("contact.email", Email("contact_email")),
            ("contact.external", Text("contact_external")),
            ("opportunity.external", Text("opportunity_external")),
            ("product", Low("product"))
        );

    private static IEnumerable<string> Keys(params IEnumerable<(string Noun, string? Key)> keys) =>
        keys.Where(k => k.Key is not null).Select(k => $"{k.Noun}:{k.Key}");

    private string? Text(string field) => Texts?.GetValueOrDefault(field);

    private string? Low(string field) => Text(field)?.ToLowerInvariant();

    private string? Email(string field) => Text(field) is { } email ? EmailForm.Normal(email) : null;

    private string? Domain() => Text("domain") is { } given ? WebDomain.Of(given) : WebDomain.OfWebsite(Text("website"));
}

using System.Text.RegularExpressions;
using Headgate.Store;

namespace Headgate.Tests.Store;

/// <summary>Reads the sources: no SQL touches an organisation's rows without saying whose.</summary>
public sealed partial class TenantTextTests
{
    // A credential is looked up before its organisation is known: it says which one.
    private static readonly string[] BeforeATenant = ["credentials"];

    // The files that read so, and how many further tables of a text are tied to no organisation: who has an address, in any of them.
    private static readonly Dictionary<string, int> BeforeOne = new(StringComparer.Ordinal)
    {
        ["Store/Credentials.cs"] = 0,
        ["Store/SignIns.cs"] = 1,
    };

    private static readonly HashSet<string> OfTenants =
    [
        .. Migrator.All.SelectMany(m => Tables().Matches(m.Sql)).Select(t => t.Groups[1].Value).Except(BeforeATenant),
    ];

    [Fact]
    public void Every_text_that_touches_an_organisation_s_rows_names_the_tenant_for_each_table()
    {
        Assert.Contains("contacts", OfTenants);
        var source = Path.Combine(Root(), "src", "Headgate");
        List<string> wrong = [];
        var texts = 0;
        foreach (var file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(source, file).Split('/')[0];
            if (folder is not ("Features" or "Store"))
                continue;
            foreach (var (line, text) in CSharpTexts.Of(File.ReadAllText(file)))
            {
                texts++;
                if (Wrong(text, BeforeOne.TryGetValue(Path.GetRelativePath(source, file), out var open) ? open : null) is { } why)
                    wrong.Add($"{Path.GetRelativePath(source, file)}:{line}: {why}: {text.ReplaceLineEndings(" ")}");
            }
        }
        Assert.True(texts > 100, $"Only {texts} texts were found in {source}.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("SELECT 1 FROM contacts WHERE id = @id", "no @tenant")]
    [InlineData("SELECT 1 FROM contacts c JOIN users u ON u.id = c.owner_id WHERE c.tenant = @tenant", "2 tables, 1 filters")]
    [InlineData("UPDATE {change.Kind.Table} SET a = 1 WHERE id = @id", "no @tenant")]
    [InlineData("DELETE FROM notes WHERE id = @id", "no @tenant")]
    [InlineData("INSERT INTO notes (id, body) VALUES (@id, @body)", "no @tenant")]
    [InlineData("SELECT 1 FROM contacts c JOIN users u ON u.tenant = c.tenant AND u.id = c.owner_id WHERE c.tenant = @tenant", null)]
    [InlineData("INSERT INTO notes (id, tenant) VALUES (@id, @tenant)", null)]
    [InlineData("NOT EXISTS (SELECT 1 FROM notes n WHERE n.tenant = contacts.tenant)", null)]
    [InlineData("NOT EXISTS (SELECT 1 FROM notes n WHERE n.contact_id = contacts.id)", "1 tables, 0 filters")]
    [InlineData("Update a contact FROM here", null)]
    public void A_text_is_judged(string text, string? why) => Assert.Equal(why, Wrong(text));

    [Fact]
    public void Texts_are_found_in_a_source()
    {
        const string Source =
            "// \"no\"\nvar a = \"one \" + $\"two {F(\"x\")} \" // \"no\"\n; var c = '\"'; var b = @\"three\"; var d = $\"\"\"\n four \"{five}\"\n\"\"\";";
        Assert.Equal(["one two {F(x)} ", "three", "\n four \"{five}\"\n"], CSharpTexts.Of(Source).Select(t => t.Text));
    }

    /// <summary>Why a text does not keep to one organisation's rows; nothing when it does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="open">How many of its tables are looked into before an organisation is known.</param>
    internal static string? Wrong(string text, int? open = null)
    {
        var tables = CountOf(text);
        if (tables == 0)
            return null;
        // A condition is a part of a text that names the tenant itself: it is tied to that text's tables.
        var condition = text.StartsWith("NOT EXISTS (", StringComparison.Ordinal);
        if (open is null && !condition && !text.Contains("@tenant", StringComparison.Ordinal))
            return "no @tenant";
        var filters = Filters().Count(text);
        return filters >= tables - (open ?? 0) ? null : $"{tables} tables, {filters} filters";
    }

    /// <summary>Whether a text touches an organisation's rows at all.</summary>
    internal static bool Touches(string text) => CountOf(text) > 0;

    private static int CountOf(string text) =>
        References().Matches(text).Count(m => m.Groups[1].Value is var name && (name[0] == '{' || OfTenants.Contains(name)));

    private static string Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Headgate.slnx")))
                return folder;
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    [GeneratedRegex(@"CREATE TABLE (?:IF NOT EXISTS )?(\w+) \([^;]*?\btenant TEXT", RegexOptions.None, 1000)]
    private static partial Regex Tables();

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE)\s+(\{[^}]*\}|[a-z]\w*)(?!\w)", RegexOptions.None, 1000)]
    private static partial Regex References();

    [GeneratedRegex(@"\btenant\s*=\s*(?:@tenant|\w+\.tenant)\b|\bINTO\s+\S+\s*\([^)]*\btenant\b", RegexOptions.None, 1000)]
    private static partial Regex Filters();
}

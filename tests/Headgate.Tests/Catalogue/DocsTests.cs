using System.Text.RegularExpressions;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Tests.Running;

namespace Headgate.Tests.Catalogue;

/// <summary>The pages that are written from the code, against the code.</summary>
public sealed partial class DocsTests
{
    [Fact]
    public void The_page_of_actions_is_what_the_catalogue_says() => Check(ActionsPage.Of(Actions.Catalogue().All), "actions.md");

    [Fact]
    public void The_page_of_guards_is_what_the_list_says()
    {
        var guards = GuardList.InOrder(new SqlMemory(null!), TimeProvider.System);
        Assert.Equal(GuardsPage.InSource(), guards.Select(g => g.GetType().Name));
        Check(GuardsPage.Of(guards), "guards.md");
    }

    [Fact]
    public void The_page_of_refusals_is_what_the_sources_say() => Check(RefusalsPage.Of(), "refusals.md");

    [Fact]
    public void Every_refusal_says_why_and_what_to_do_in_sentences()
    {
        var all = RefusalsPage.All().ToList();
        Assert.True(all.Count > 40, $"Only {all.Count} refusals were found.");
        Assert.DoesNotContain(
            all.SelectMany(r => (string[])[r.Why, r.Do]),
            t => t.Length > 0 && t != "…" && !".…?}".Contains(t.TrimEnd()[^1], StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Refusals_are_found_in_a_source()
    {
        const string Source = """
            throw new RefusedException(new("a.b_c", $"{Shown(x, "y, z")} is not, so.", "Do, this.") { Field = "f" });
            return Refuse("d.e", first ? "One." : "Two.", next);
            var alias = new("no.sentence");
            """;
        Assert.Equal([("a.b_c", "{Shown(x, y, z)} is not, so.", "Do, this."), ("d.e", "One. / Two.", "…")], RefusalsPage.In(Source));
    }

    [Fact]
    public void Every_code_in_the_sources_is_on_the_page()
    {
        var told = RefusalsPage.All().Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        var areas = told.Select(c => c[..c.IndexOf('.', StringComparison.Ordinal)]).ToHashSet(StringComparer.Ordinal);
        var names = Actions.Catalogue().All.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        // A text of the form area.reason with the area of a refusal is one, unless it names an action, a claim or a list of choices.
        var forms = Repository
            .Sources("src")
            .Where(f => f.Contains("/Guards/", StringComparison.Ordinal) || f.EndsWith("Gatekeeper.cs", StringComparison.Ordinal))
            .SelectMany(f => Form().Matches(Repository.Read(f)).Select(m => m.Groups[1].Value))
            .Where(c => areas.Contains(c[..c.IndexOf('.', StringComparison.Ordinal)]) && !names.Contains(c) && c != new UnknownAction().Id);
        Assert.Empty(forms.Except(told));
    }

    private static void Check(string text, string page)
    {
        Pinned pinned = new("./dev docs");
        pinned.Check(text, "docs", page);
        pinned.Judge();
    }

    [GeneratedRegex("\"([a-z][a-z_]*\\.[a-z][a-z_]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Form();
}

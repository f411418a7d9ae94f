using Headgate.Tests.Running;

namespace Headgate.Tests.Controls;

/// <summary>The map from controls to tests, against both.</summary>
public sealed class ControlTests
{
    [Fact]
    public void The_page_of_controls_is_what_the_tests_say()
    {
        Pinned pinned = new("./dev docs");
        pinned.Check(ControlsPage.Of(Control.All(), Marks.All()), "docs", "controls.md");
        pinned.Judge();
    }

    [Fact]
    public void A_test_proves_only_what_is_asked_and_applies()
    {
        var known = Control.All().Where(c => c.NotApplicable is null).Select(c => (c.Framework, c.Id)).ToHashSet();
        var claims = Marks.All();
        Assert.True(claims.Count > 100, $"Only {claims.Count} claims were found.");
        Assert.DoesNotContain(claims, c => !known.Contains((c.Framework, c.Id)));
    }

    [Fact]
    public void Ninety_five_in_a_hundred_of_what_applies_is_proven()
    {
        var (applicable, proven) = ControlsPage.Of(Control.All(), Marks.All(), 1, 2);
        Assert.True(proven >= 0.95 * applicable, $"{proven} of {applicable}");
    }

    [Fact]
    public void Every_control_of_the_chapters_is_there_once_and_says_what_is_done_or_why_not()
    {
        var all = Control.All();
        Assert.Equal(all.Count, all.Select(c => (c.Framework, c.Id)).Distinct().Count());
        // As AISVS 1.0 numbers them.
        int[] nine = [3, 10, 8, 4, 6, 3];
        int[] ten = [3, 7, 5, 8];
        var asked = ((int Chapter, int[] Sections)[])[(9, nine), (10, ten)];
        Assert.Equal(
            asked.SelectMany(c => c.Sections.SelectMany((n, s) => Enumerable.Range(1, n).Select(i => $"{c.Chapter}.{s + 1}.{i}"))),
            all.Where(c => c.Framework == Frameworks.Aisvs).Select(c => c.Id)
        );
        Assert.DoesNotContain(all, c => (c.Does ?? c.NotApplicable ?? c.Open) is null);
        Assert.DoesNotContain(all, c => c.NotApplicable is not null && (c.Does ?? c.Open) is not null);
    }

    [Fact]
    public void A_mark_counts_on_a_test_alone()
    {
        const string Source = """
                [Fact]
                [Proves(Frameworks.Aisvs, "9.1.1", "9.1.2")]
                [Proves(Frameworks.Mcp, "MCP01")]
                public async Task It_holds()

                [Proves(Frameworks.Aisvs, "9.9.9")]
                public void Help()
            """;
        Assert.Equal(
            [("AISVS", "9.1.1"), ("AISVS", "9.1.2"), (Frameworks.Mcp, "MCP01")],
            Marks.In("f", Source + "\n").Select(c => (c.Framework, c.Id))
        );
    }
}

using System.Globalization;
using System.Text;

namespace Headgate.Tests.Controls;

/// <summary>The page that tells, for each control, what the product does and which tests prove it.</summary>
internal static class ControlsPage
{
    public static string Of(IReadOnlyList<Control> controls, IReadOnlyList<Marks.Claim> claims)
    {
        StringBuilder page = new();
        page.Append(
            "# Controls\n\nWritten by `./dev docs` from `tests/Headgate.Tests/Controls/controls.json` and the `Proves` marks of the tests. "
        );
        page.Append("Do not edit. What is asked stands here in our own words; the frameworks' texts are what counts.\n\n");
        page.Append(
            "AISVS is OWASP's AISVS 1.0, chapters 9 and 10. *Proven* means that a named test fails when it does not hold; *open* is what is missing.\n\n"
        );
        page.Append(
            $"**AISVS 9 and 10, levels 1 and 2: {Share(Of(controls, claims, 1, 2))}.** Level 3: {Share(Of(controls, claims, 3, 3))}.\n"
        );
        foreach (var framework in controls.GroupBy(c => c.Framework, StringComparer.Ordinal))
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## {framework.Key}\n\n| id | asks that | here | proven by |\n|---|---|---|---|\n"
            );
            foreach (var control in framework)
            {
                var level = control.Level is { } l ? $" ({l})" : "";
                var tests = Tests(control, claims)
                    .Select(t => $"{t.Test} ({Path.GetFileNameWithoutExtension(t.File).Split('.')[0]})")
                    .ToList();
                var here = control.NotApplicable is { } why
                    ? $"does not apply: {why}"
                    : string.Join("; ", new[] { control.Does, control.Open is { } open ? $"**open: {open}**" : null }.OfType<string>());
                var proven =
                    control.NotApplicable is not null ? ""
                    : tests.Count > 0 ? string.Join("<br>", tests)
                    : "**nothing yet**";
                page.Append($"| {control.Id}{level} | {control.Asks} | {here} | {proven} |\n");
            }
        }
        return page.ToString();
    }

    /// <summary>How many of AISVS's controls of some levels apply, and how many of these are proven.</summary>
    public static (int Applicable, int Proven) Of(IReadOnlyList<Control> controls, IReadOnlyList<Marks.Claim> claims, int from, int to)
    {
        var applicable = controls
            .Where(c => c.Framework == Frameworks.Aisvs && c.Level >= from && c.Level <= to && c.NotApplicable is null)
            .ToList();
        return (applicable.Count, applicable.Count(c => c.Open is null && Tests(c, claims).Any()));
    }

    private static IEnumerable<Marks.Claim> Tests(Control control, IEnumerable<Marks.Claim> claims) =>
        claims.Where(c => c.Framework == control.Framework && c.Id == control.Id);

    private static string Share((int Applicable, int Proven) of) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{of.Proven} of {of.Applicable} that apply are proven, {100.0 * of.Proven / of.Applicable:f1} %"
        );
}

using Headgate.Gate.Detectors;

namespace Headgate.Gate.Tests.Detectors;

public sealed class DetectorTests(ITestOutputHelper output)
{
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("PII_TEXTS"), out var asked) ? asked : 9_000;

    private static readonly Sort[] ByCheckDigit =
    [
        Sort.Card,
        Sort.Iban,
        Sort.UkNhs,
        Sort.UkNino,
        Sort.EsNif,
        Sort.DeTaxId,
        Sort.FrNir,
        Sort.ItFiscalCode,
        Sort.BrCpf,
        Sort.NlBsn,
        Sort.PlPesel,
        Sort.BankAccount,
    ];

    [Fact]
    public void Published_examples_are_found_each_as_what_it_is() =>
        Assert.Empty(Corpus.Published().Where(t => Detector.Find(t.Text) is not [var found] || found.Sort != t.Sort).Select(t => t.Text));

    [Fact]
    public void Nearly_all_is_found_and_nearly_nothing_else()
    {
        var (missed, wrong) = (new List<Labelled>(), new List<(Labelled, Finding)>());
        Dictionary<Sort, (int Right, int Missed, int Wrong)> by = [];
        foreach (var text in new Corpus(seed: 7).Texts(Count))
        {
            var found = Detector.Find(text.Text).Where(f => f.Sort is not (Sort.Url or Sort.Ip)).ToList();
            if (text.Sort is { } sort)
            {
                var right = found.Any(f => text.Overlaps(f) && f.Sort == sort);
                by[sort] =
                    by.GetValueOrDefault(sort) is var b && right ? (b.Right + 1, b.Missed, b.Wrong) : (b.Right, b.Missed + 1, b.Wrong);
                if (!right)
                    missed.Add(text);
            }
            foreach (var other in found.Where(f => !(text.Overlaps(f) && f.Sort == text.Sort)))
            {
                var b = by.GetValueOrDefault(other.Sort);
                by[other.Sort] = (b.Right, b.Missed, b.Wrong + 1);
                wrong.Add((text, other));
            }
        }
        foreach (var (sort, b) in by.OrderBy(b => b.Key))
            output.WriteLine($"{sort, -14} recall {Recall(b):0.000}  precision {Precision(b):0.000}  of {b.Right + b.Missed}");
        foreach (var text in missed.Take(15))
            output.WriteLine($"missed {text.Sort}: {text.Text}");
        foreach (var (text, finding) in wrong.Take(15))
            output.WriteLine($"wrong {finding.Sort} '{text.Text.Substring(finding.From, finding.Length)}' in: {text.Text}");
        Assert.True(by.Keys.Count >= 15);
        Assert.All(by, b => Assert.True(Precision(b.Value) >= 0.98, $"{b.Key} precision {Precision(b.Value)}"));
        Assert.All(ByCheckDigit, s => Assert.True(Recall(by[s]) >= 0.99, $"{s} recall {Recall(by[s])}"));
        Assert.All(by.Keys.Except(ByCheckDigit), s => Assert.True(Recall(by[s]) >= 0.97, $"{s} recall {Recall(by[s])}"));
    }

    [Fact]
    public void What_is_hidden_is_found()
    {
        var hidden = new Corpus(seed: 11).Hidden(Count / 3).ToList();
        var missed = hidden.Where(h => !Detector.Regulated(h.Text.Text).Any(h.Text.Overlaps)).ToList();
        foreach (var how in hidden.GroupBy(h => h.How))
            output.WriteLine(
                $"{how.Key, -16} found {1 - (double)missed.Count(m => m.How == how.Key) / how.Count():0.000} of {how.Count()}"
            );
        foreach (var (how, text) in missed.Take(12))
            output.WriteLine($"missed {how} {text.Sort}: {text.Text}");
        Assert.All(hidden.GroupBy(h => h.How), how => Assert.True(missed.Count(m => m.How == how.Key) <= how.Count() / 10, how.Key));
    }

    [Fact]
    public void A_mask_takes_what_is_regulated_and_leaves_the_rest()
    {
        Assert.Equal(
            "Pay [regulated: card] by 4 May, a@b.example",
            Detector.Masked("Pay 4111 1111 1111 1111 by 4 May, a@b.example", details: false)
        );
        Assert.Equal(
            "Pay [regulated: card], [e-mail] or [phone].",
            Detector.Masked("Pay 4111-1111-1111-1111, a@b.example or +49 89 1234567.", details: true)
        );
        Assert.Equal("😀 [regulated: bank account] 😀", Detector.Masked("😀 DE89\u200B370400440532013000 😀", details: false));
        Assert.Equal("x [regulated: card] y", Detector.Masked("x ４１１１ １１１１ １１１１ １１１１ y", details: false));
        Assert.Same("nothing at 12:30", Detector.Masked("nothing at 12:30", details: true));
    }

    private static double Recall((int Right, int Missed, int Wrong) b) =>
        b.Right + b.Missed == 0 ? 1 : (double)b.Right / (b.Right + b.Missed);

    private static double Precision((int Right, int Missed, int Wrong) b) =>
        b.Right + b.Wrong == 0 ? 1 : (double)b.Right / (b.Right + b.Wrong);
}

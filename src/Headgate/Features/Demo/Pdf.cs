using System.Text;

namespace Headgate.Features.Demo;

/// <summary>A PDF of one page with lines of text (ISO 32000-1): five objects, their places, and a trailer.</summary>
internal static class Pdf
{
    public static byte[] Of(string title, IReadOnlyList<string> lines)
    {
        var page = new StringBuilder("BT /F1 16 Tf 56 780 Td (").Append(Escaped(title)).Append(") Tj /F1 10 Tf 0 -30 Td 15 TL\n");
        foreach (var line in lines)
            page.Append('(').Append(Escaped(line)).Append(") Tj T*\n");
        page.Append("ET");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {Encoding.Latin1.GetByteCount(page.ToString())} >>\nstream\n{page}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(file.Length);
            file.Append(i + 1).Append(" 0 obj\n").Append(objects[i]).Append("\nendobj\n");
        }
        var table = file.Length;
        file.Append("xref\n0 ").Append(objects.Length + 1).Append("\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append(place.ToString("0000000000")).Append(" 00000 n \n");
        file.Append("trailer\n<< /Size ")
            .Append(objects.Length + 1)
            .Append(" /Root 1 0 R >>\nstartxref\n")
            .Append(table)
            .Append("\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    // Signs of the format are escaped; letters that Latin-1 lacks lose their accents.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
            escaped.Append(
                c switch
                {
                    '(' or ')' or '\\' => $"\\{c}",
                    '–' => "-",
                    > 'ÿ' => Names.Plain(c.ToString()),
                    _ => c.ToString(),
                }
            );
        return escaped.ToString();
    }
}

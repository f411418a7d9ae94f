using System.Reflection;
using System.Text.Json;
using Headgate.Features.Imports;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Doors.Cli.Imports;

/// <summary>The shapes that are known, and which of them a file has.</summary>
internal static class Shapes
{
    /// <summary>How mapping files are written.</summary>
    public static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Lazy<IReadOnlyList<Shape>> BuiltIn = new(() =>
        [
            .. Assembly
                .GetExecutingAssembly()
                .GetManifestResourceNames()
                .Where(n => n.Contains(".Shapes.", StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(n =>
                {
                    using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(n)!;
                    return JsonSerializer.Deserialize<Shape>(stream, Form)!;
                }),
        ]
    );

    /// <summary>The shapes that Headgate brings.</summary>
    public static IReadOnlyList<Shape> All => BuiltIn.Value;

    /// <summary>Reads a mapping file.</summary>
    /// <exception cref="StoreException">It is none.</exception>
    public static Shape Read(string path)
    {
        try
        {
            var shape = JsonSerializer.Deserialize<Shape>(File.ReadAllText(path), Form)!;
            foreach (var file in shape.Files)
                if (!Intakes.Order.Contains(file.Kind) || file.Kind == Intakes.Parents)
                    throw new StoreException($"{path}: {Text.Shown(file.Kind)} is no kind. Use one of {string.Join(", ", Intakes.Order)}.");
            return shape;
        }
        catch (JsonException wrong)
        {
            throw new StoreException($"{path} is not a mapping file: {wrong.Message}", wrong);
        }
    }

    /// <summary>The shape whose headers the file has; of several, the one that asks for most.</summary>
    public static (Shape Shape, SheetMap Map)? Recognise(IReadOnlyList<string> headers, IReadOnlyList<Shape> shapes)
    {
        var has = headers.Select(h => h.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return shapes
            .SelectMany(s => s.Files.Select(f => (Shape: s, Map: f)))
            .Where(c => c.Map.Headers.All(has.Contains))
            .OrderByDescending(c => c.Map.Headers.Count)
            .Select(c => ((Shape, SheetMap)?)c)
            .FirstOrDefault();
    }
}

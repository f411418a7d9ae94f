using Headgate.Store;

namespace Headgate.Doors.Cli.Imports;

/// <summary>The files that an import was given, and what shape each has.</summary>
internal sealed record Found(IReadOnlyList<Sheet> Sheets, IReadOnlyList<string> Unknown)
{
    /// <summary>Looks at files, and at the CSV files of folders.</summary>
    /// <exception cref="StoreException">A file is missing, or one that was named has no known shape.</exception>
    public static Found In(IEnumerable<string> paths, Shape? map)
    {
        IReadOnlyList<Shape> shapes = map is null ? Shapes.All : [map];
        List<Sheet> sheets = [];
        List<string> unknown = [];
        foreach (var path in paths)
        {
            var isFolder = Directory.Exists(path);
            if (!isFolder && !File.Exists(path))
                throw new StoreException($"There is no file {path}.");
            var files = isFolder ? Directory.GetFiles(path, "*.csv").Order(StringComparer.Ordinal) : (IEnumerable<string>)[path];
            foreach (var file in files)
            {
                var headers = Sheet.HeadersOf(file);
                if (Shapes.Recognise(headers, shapes) is { } known)
                    sheets.Add(new(file, known.Map.Kind, known.Shape, known.Map, headers));
                else if (isFolder)
                    unknown.Add(Path.GetFileName(file));
                else
                    throw new StoreException(
                        $"{file} has no known shape; its headers are {string.Join(", ", headers.Take(20))}. "
                            + $"Write a mapping with: headgate import {file} --save-map map.json, correct it, then add --map map.json"
                    );
            }
        }
        return sheets.Count > 0
            ? new(sheets, unknown)
            : throw new StoreException("There is no CSV file of a known shape in what was given.");
    }
}

using System.Runtime.InteropServices;

namespace Headgate.Cel.Syntax;

/// <summary>A place in the text, from 1.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Position(int Line, int Column);

/// <summary>Ends the reading of a text.</summary>
internal sealed class SyntaxException(Position at, string why, string what) : Exception(why)
{
    public CelError Error { get; } = new(at.Line, at.Column, why, what);
}

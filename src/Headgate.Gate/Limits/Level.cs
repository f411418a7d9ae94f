using System.Runtime.InteropServices;

namespace Headgate.Gate.Limits;

/// <summary>How a counter stands: what is taken in the window, and when the oldest of it leaves.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Level(long Used, DateTimeOffset? Resets);

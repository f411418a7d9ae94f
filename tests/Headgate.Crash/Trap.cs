using System.Diagnostics;

namespace Headgate.Crash;

/// <summary>Ends the process, as a kill -9 does, when one place is come to for the n-th time.</summary>
internal sealed class Trap(KillPoint at, int times)
{
    private int _left = times;

    /// <summary>A place is come to.</summary>
    public void Pass(KillPoint here)
    {
        if (here == at && Interlocked.Decrement(ref _left) == 0)
            Process.GetCurrentProcess().Kill();
    }
}

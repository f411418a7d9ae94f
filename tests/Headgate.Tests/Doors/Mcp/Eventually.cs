namespace Headgate.Tests.Doors.Mcp;

/// <summary>Waits for what another process or thread does.</summary>
public static class Eventually
{
    public static async Task True(Func<bool> holds, string otherwise)
    {
        for (var i = 0; i < 2400; i++)
        {
            if (holds())
                return;
            await Task.Delay(50);
        }
        Assert.Fail(otherwise);
    }
}

using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Doors.Mcp;

/// <summary>Tells a client how far its call is, in order, and wholly before the answer: what came after it would be lost.</summary>
internal sealed class Progress(McpServer server, ProgressToken token)
{
    /// <summary>Ends when all that was told is sent.</summary>
    public Task Told { get; private set; } = Task.CompletedTask;

    /// <summary>Tells how many of the three phases are done.</summary>
    public void Tell(int done, string phase) => Told = After(Told, done, phase);

    private async Task After(Task before, int done, string phase)
    {
        await before;
        try
        {
            await server.NotifyProgressAsync(
                token,
                new()
                {
                    Progress = done,
                    Total = 3,
                    Message = phase,
                }
            );
        }
        catch (Exception)
        {
            // Who cannot be told of progress still gets the answer, if anything can reach it.
        }
    }
}

namespace Headgate.Crash;

/// <summary>A data file and its write-ahead log as a run left them, and what the run had acknowledged at which length of the log.</summary>
internal sealed record Recording(byte[] File, byte[] Log, IReadOnlyList<(string Id, long Wal)> Acknowledged)
{
    /// <summary>Lets a child write, behind another program when one is named.</summary>
    public static async Task<Recording> Of(string folder, int writers, int contacts, params string[] behind)
    {
        var file = await Child.Prepare(folder);
        using var child = Child.Start(folder, writers, contacts, behind);
        List<(string, long)> acknowledged = [];
        while (await child.StandardOutput.ReadLineAsync() is { } line && line != Child.End)
            acknowledged.Add(Child.Read(line));
        child.StandardInput.Close();
        await child.WaitForExitAsync();
        if (acknowledged.Count != contacts)
            throw new InvalidOperationException($"The child wrote {acknowledged.Count} contacts of {contacts}.");
        return new(await System.IO.File.ReadAllBytesAsync(file), await System.IO.File.ReadAllBytesAsync(file + "-wal"), acknowledged);
    }
}

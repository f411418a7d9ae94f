using Headgate.Store;
using Headgate.Store.Sqlite;

namespace Headgate.Crash;

/// <summary>What a data file holds once it has been opened again.</summary>
internal sealed record Seen(HashSet<string> Contacts, long Audited, long Claimed, string Integrity)
{
    /// <summary>What is wrong with it, or nothing.</summary>
    public string? Wrong =>
        Integrity != "ok" ? $"integrity_check: {Integrity}"
        : Audited != Contacts.Count ? $"{Contacts.Count} contacts, but {Audited} audit events of a contact created"
        : Claimed != Contacts.Count ? $"{Contacts.Count} contacts, but {Claimed} claims of an e-mail address"
        : null;

    /// <summary>Opens the file as the server does, which recovers it, and looks.</summary>
    public static async Task<Seen> In(string file)
    {
        await using var database = SqliteDatabase.Open(file);
        await using var view = await database.Read("*", CancellationToken.None);
        var session = view.Session;
        return new(
            [.. await session.Query<string>("SELECT id FROM contacts")],
            (long)(await session.Scalar("SELECT COUNT(*) FROM audit_events WHERE action = 'contacts.create' AND ended = 'done'"))!,
            (long)(await session.Scalar("SELECT COUNT(*) FROM claims"))!,
            (string)(await session.Scalar("PRAGMA integrity_check"))!
        );
    }

    /// <summary>What the file would hold after a crash that left this much of its write-ahead log.</summary>
    public static async Task<Seen> After(byte[] file, ReadOnlyMemory<byte> wal, string folder)
    {
        Directory.CreateDirectory(folder);
        var copy = Path.Combine(folder, Child.FileName);
        await File.WriteAllBytesAsync(copy, file);
        File.Delete(copy + "-shm");
        await using (var log = File.Create(copy + "-wal"))
            await log.WriteAsync(wal);
        return await In(copy);
    }
}

using System.Buffers.Binary;

namespace Headgate.Log.Notes;

/// <summary>A signature line of a note.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="Id">The key's id.</param>
/// <param name="Signature">The signature itself.</param>
public sealed record NoteSignature(string Name, uint Id, byte[] Signature)
{
    /// <summary>The line, without its newline.</summary>
    public override string ToString()
    {
        var bytes = new byte[4 + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Id);
        Signature.CopyTo(bytes, 4);
        return $"— {Name} {Convert.ToBase64String(bytes)}";
    }

    /// <summary>Reads a line; nothing when it is none.</summary>
    public static NoteSignature? Read(string line)
    {
        var parts = line.Split(' ');
        return parts is ["—", var name, var signature] && NoteKey.IsName(name) && Base64.Read(signature) is { Length: > 4 } bytes
            ? new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..])
            : null;
    }
}

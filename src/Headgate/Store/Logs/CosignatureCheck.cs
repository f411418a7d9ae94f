using Headgate.Log;
using Headgate.Log.Notes;

namespace Headgate.Store.Logs;

/// <summary>Checks what is kept as signatures of witnesses: whoever gets a proof or an export gets those.</summary>
internal sealed class CosignatureCheck(StoredLog log, IReadOnlyList<NoteKey> witnesses)
{
    /// <summary>What is wrong.</summary>
    public async ValueTask<IReadOnlyList<LogFault>> Faults()
    {
        List<LogFault> faults = [];
        foreach (var size in await log.CosignedSizes())
        {
            if (await log.Cosigned(size) is not { } note)
            {
                faults.Add(
                    new("cosignature_alone", $"A witness signed a checkpoint of {size} entries that is gone.", $"checkpoint {size}")
                );
                continue;
            }
            foreach (var witness in witnesses.Where(w => note.Signatures.Any(s => s.Name == w.Name && s.Id == w.Id)))
                if (!note.IsSignedBy(witness))
                    faults.Add(
                        new("cosignature_differs", $"What is kept as the signature of {witness.Name} is none of it.", $"checkpoint {size}")
                    );
        }
        return faults;
    }
}

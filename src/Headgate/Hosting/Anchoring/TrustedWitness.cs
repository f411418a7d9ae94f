using Headgate.Log;
using Headgate.Log.Notes;
using Headgate.Store;

namespace Headgate.Hosting.Anchoring;

/// <summary>A witness that this server asks to sign its checkpoints.</summary>
/// <param name="Address">Its submission prefix (c2sp.org/tlog-witness).</param>
/// <param name="Key">What its signatures are checked with.</param>
public sealed record TrustedWitness(Uri Address, NoteKey Key)
{
    /// <summary>Reads a setting: an address and a verifier key, one pair after another, with spaces between.</summary>
    /// <exception cref="StoreException">It is none.</exception>
    public static IReadOnlyList<TrustedWitness> Read(string? setting)
    {
        var words = (setting ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length % 2 != 0)
            throw new StoreException("HEADGATE_WITNESSES is not pairs of an address and a verifier key, with spaces between.");
        List<TrustedWitness> witnesses = [];
        foreach (var pair in words.Chunk(2))
        {
            if (!Uri.TryCreate(pair[0].TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
                throw new StoreException($"HEADGATE_WITNESSES: {pair[0]} is not an https address.");
            try
            {
                var key = NoteKey.Read(pair[1]);
                if (key.Type != NoteKey.Ecdsa)
                    throw new LogException("The platform checks ECDSA over P-256 alone.");
                if (witnesses.Exists(w => w.Key == key))
                    throw new LogException("The key is given twice.");
                witnesses.Add(new(address, key));
            }
            catch (LogException wrong)
            {
                throw new StoreException($"HEADGATE_WITNESSES: {pair[1]} cannot be a witness's key. {wrong.Message}", wrong);
            }
        }
        return witnesses;
    }
}

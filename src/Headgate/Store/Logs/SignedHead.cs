using Headgate.Log.Notes;

namespace Headgate.Store.Logs;

/// <summary>A signed checkpoint of an organisation's log, with what witnesses signed of it.</summary>
/// <param name="Size">How many entries it is over.</param>
/// <param name="Vkey">The log's key, as verifiers take it.</param>
/// <param name="Note">The checkpoint.</param>
internal sealed record SignedHead(long Size, string Vkey, SignedNote Note);

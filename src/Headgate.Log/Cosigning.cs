using Headgate.Log.Notes;

namespace Headgate.Log;

/// <summary>What a witness answers, with the HTTP status of c2sp.org/tlog-witness.</summary>
/// <param name="Status">200, 400, 403, 404, 409 or 422.</param>
/// <param name="Line">The witness's signature, when it gave one.</param>
/// <param name="Size">The size that it has seen, when another was said.</param>
public sealed record Cosigning(int Status, NoteSignature? Line = null, long? Size = null);

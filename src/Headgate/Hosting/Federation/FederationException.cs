namespace Headgate.Hosting.Federation;

/// <summary>Why a provider's word is not taken; the sentence is for the person or client who came with it.</summary>
public sealed class FederationException(string why, Exception? because = null) : Exception(why, because);

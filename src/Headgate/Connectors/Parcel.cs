namespace Headgate.Connectors;

/// <summary>One message as a provider gets it.</summary>
/// <param name="Key">The same for every attempt; a provider that takes keys never sends it twice.</param>
/// <param name="Channel"><c>email</c>, <c>sms</c> or <c>call</c>.</param>
/// <param name="To">The address or number.</param>
/// <param name="Subject">The subject, for e-mail.</param>
/// <param name="Body">The text.</param>
/// <param name="Documents">The ids of the documents that go along.</param>
public sealed record Parcel(string Key, string Channel, string To, string? Subject, string Body, IReadOnlyList<string> Documents);

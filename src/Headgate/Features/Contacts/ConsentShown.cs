using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Contacts;

/// <summary>What a contact agreed to on a channel, as answers show it.</summary>
public sealed record ConsentShown(string Channel, [property: Class(DataClass.Internal)] string Sender, string State, string At);

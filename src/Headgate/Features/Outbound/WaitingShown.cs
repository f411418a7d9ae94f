using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Outbound;

/// <summary>A wish to turn something on that waits for a second person.</summary>
[Class(DataClass.Internal)]
public sealed record WaitingShown(string Of, Named By, string Reason, string Until);

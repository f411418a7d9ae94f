namespace Headgate.Features.Leads;

/// <summary>A lead is no kind of its own: it is a contact in this lifecycle.</summary>
public static class Lead
{
    /// <summary>The lifecycle of a contact that is a lead.</summary>
    public const string Lifecycle = "lead";

    /// <summary>The lifecycle of a lead that is converted, unless the call names another.</summary>
    public const string Converted = "customer";
}

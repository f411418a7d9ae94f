using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Policies;

/// <summary>A rule that an organisation made for itself.</summary>
public static class Policy
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "policy",
        "pol",
        "policies",
        [
            new("name", Internal),
            new("mode", Internal) { Told = true },
            new("effect", Internal),
            new("revision", Internal, Whole),
            new("hash", Internal) { Told = true },
            new("body", Internal, Json),
            .. Columns.Clocks,
        ]
    );

    /// <summary>A text that it had.</summary>
    public static readonly RecordKind Version = new(
        "policy_version",
        "pov",
        "policy_versions",
        [
            new("policy_id", Internal),
            new("revision", Internal, Whole),
            new("hash", Internal),
            new("body", Internal, Json),
            new("saved_by", Internal) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    );

    /// <summary>It judges nothing.</summary>
    public const string Off = "off";

    /// <summary>It judges, and nothing comes of it but a line in the audit.</summary>
    public const string Watching = "log_only";

    /// <summary>It judges.</summary>
    public const string On = "on";
}

using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Retention;

/// <summary>How long a class stays, and the wish that waits for a second person.</summary>
[Class(DataClass.Internal)]
public sealed record RetentionShown
{
    public required string Class { get; init; }
    public required string What { get; init; }
    public required long Days { get; init; }

    /// <summary>The second person who agreed; nobody where the usual time stands.</summary>
    public Named? ConfirmedBy { get; init; }
    public RetentionWish? Waiting { get; init; }
}

/// <summary>A wish that waits.</summary>
[Class(DataClass.Internal)]
public sealed record RetentionWish(long Days, Named AskedBy, string Reason, string ExpiresAt);

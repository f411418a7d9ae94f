using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Users;

/// <summary>A session, a command line's token or an unused link, as its person sees it.</summary>
[Class(DataClass.Internal)]
public sealed record SessionShown
{
    public required string Id { get; init; }

    /// <summary>session, person or link.</summary>
    public required string Kind { get; init; }
    public required string Opened { get; init; }
    public string? LastUsed { get; init; }
    public required string Expires { get; init; }
    public string? Device { get; init; }

    /// <summary>Whose link it came from, when it was somebody else's.</summary>
    public Named? MadeBy { get; init; }

    /// <summary>Whether it is the one that asks.</summary>
    public required bool Current { get; init; }

    /// <summary>From a stored row.</summary>
    public static SessionShown Of(Session row, Call call) =>
        new()
        {
            Id = row.Id,
            Kind = row.Kind,
            Opened = Show.Time(row.CreatedAt),
            LastUsed = Show.Time(row.SeenAt),
            Expires = Show.Time(row.ExpiresAt),
            Device = row.Device,
            MadeBy = Named.Of(row.MadeBy, row.MadeByName),
            Current = row.Id == call.By.Credential,
        };
}

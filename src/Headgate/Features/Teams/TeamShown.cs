using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Teams;

/// <summary>A team as answers show it.</summary>
[Class(DataClass.Internal)]
public sealed record TeamShown(string Id, string Name, string? Region, Named? Manager);

using Headgate.Gate;

namespace Headgate.Features.Handles;

/// <summary>What a handle stands for, where it was given, and the record at the version that was read.</summary>
internal sealed record HandleValue(string Path, string Value, RecordKind Kind, RecordRef Record);

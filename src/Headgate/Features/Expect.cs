using Headgate.Gate;

namespace Headgate.Features;

/// <summary>What a caller expects of a record, and what a record expects of a caller.</summary>
internal static class Expect
{
    /// <summary>Refuses when the caller's version is old.</summary>
    public static void Version(long? expected, string id, long present)
    {
        if (expected is { } version && version != present)
            throw new RefusedException(
                new(
                    "conflict.changed",
                    $"{id} is at version {present}, not {version}: somebody changed it.",
                    "Read it again, then repeat the call with its version."
                )
                {
                    Record = id,
                    Version = present,
                    Field = "expected_version",
                }
            );
    }

    /// <summary>Refuses to clear a field that a record cannot be without.</summary>
    public static void Given(Call call, string name, object? value)
    {
        if (value is null && call.Gives(name))
            throw new RefusedException(Refusal.Input(name, "a value; this field cannot be cleared", "null"));
    }
}

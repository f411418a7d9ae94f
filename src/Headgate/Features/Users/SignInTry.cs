using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Users;

/// <summary>How often somebody has tried to sign in, by the sealed person or address; the window begins anew when it is over.</summary>
public static class SignInTry
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "sign_in_try",
        "try",
        "sign_in_tries",
        [new("key", Internal), new("tries", Internal, Whole), new("since", Internal, Whole), .. Columns.Clocks]
    );
}

using System.Buffers;

namespace Headgate.Gate.Detectors;

/// <summary>The words near a number, which tell numbers apart that look alike.</summary>
internal static class Around
{
    private const int Before = 70;
    private const int After = 30;

    /// <summary>A social security number.</summary>
    public static readonly SearchValues<string> Ssn = Words(
        "ssn",
        "social security",
        "soc sec",
        "soc. sec",
        "itin",
        "taxpayer id",
        "tax id",
        "tin "
    );

    /// <summary>A UK health service number.</summary>
    public static readonly SearchValues<string> Nhs = Words("nhs", "health service", "patient");

    /// <summary>A Dutch citizen number.</summary>
    public static readonly SearchValues<string> Bsn = Words("bsn", "burgerservice", "sofi");

    /// <summary>A Polish citizen number.</summary>
    public static readonly SearchValues<string> Pesel = Words("pesel");

    /// <summary>A Brazilian taxpayer number.</summary>
    public static readonly SearchValues<string> Cpf = Words("cpf", "cadastro de pessoa");

    /// <summary>A bank's routing number.</summary>
    public static readonly SearchValues<string> Routing = Words("routing", "aba ", "aba:", "aba#", "rtn", "transit");

    /// <summary>A bank, in front of an account's number.</summary>
    public static readonly SearchValues<string> Bank = Words(
        "bank acc",
        "bank a/c",
        "checking acc",
        "savings acc",
        "sort code",
        "routing",
        "aba ",
        "wire to",
        "direct deposit",
        "kontonummer",
        "bankverbindung"
    );

    /// <summary>An account's number.</summary>
    public static readonly SearchValues<string> Account = Words("account", "acct", "a/c", "konto");

    /// <summary>A telephone.</summary>
    public static readonly SearchValues<string> Phone = Words(
        "phone",
        "tel",
        "call",
        "cell",
        "mobile",
        "mobil",
        "móvil",
        "fax",
        "ring",
        "reach",
        "dial",
        "text me",
        "whatsapp",
        "sms",
        "handy",
        "rufen",
        "appel",
        "llám"
    );

    /// <summary>A date of birth, right before it.</summary>
    public static readonly SearchValues<string> Birth = Words(
        "dob",
        "d.o.b",
        "date of birth",
        "birth date",
        "birthdate",
        "birthday",
        "born on",
        "born",
        "geboren",
        "geburtsdatum",
        "geburtstag",
        "geb.",
        "date de naissance",
        "né le",
        "née le",
        "fecha de nacimiento",
        "nacid",
        "nacimiento",
        "data di nascita",
        "nato il",
        "nata il",
        "data de nascimento",
        "nascid",
        "geboortedatum",
        "data urodzenia",
        "urodzon"
    );

    /// <summary>Whether one of the words stands before, or a little after, a place.</summary>
    public static bool Says(string text, int from, int to, SearchValues<string> words) =>
        Holds(text.AsSpan(Math.Max(0, from - Before), Math.Min(from, Before)), words)
        || Holds(text.AsSpan(to, Math.Min(text.Length - to, After)), words);

    /// <summary>Whether one of the words stands in the few characters before a place.</summary>
    public static bool Precedes(string text, int at, int within, SearchValues<string> words) =>
        Holds(text.AsSpan(Math.Max(0, at - within), Math.Min(at, within)), words);

    // A word begins where one begins: "cell" is none of "excellent".
    private static bool Holds(ReadOnlySpan<char> near, SearchValues<string> words)
    {
        for (var at = 0; at < near.Length; at++)
        {
            var found = near[at..].IndexOfAny(words);
            if (found < 0)
                return false;
            at += found;
            if (at == 0 || !char.IsLetter(near[at - 1]))
                return true;
        }
        return false;
    }

    private static SearchValues<string> Words(params string[] words) => SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
}

namespace Headgate.Gate.Matching;

/// <summary>
/// How much each finding says, in bits: log2 of how much more often it is found in two records of one than of two (Fellegi and Sunter, 1969). Index 0 is
/// "unknown" and says nothing. Names, birth dates, addresses and cities come from the tuning command; the rest is judgement.
/// </summary>
public static class Weights
{
    private const string Fields = "given name, family name, e-mail, phone, birth date, company, city";

    /// <summary>The fields of a person that are weighed, in the order of <see cref="OfPerson"/>.</summary>
    public static readonly IReadOnlyList<string> PersonFields = Fields.Split(", ");

    /// <summary>Unknown, same, short form or initial, a slip, different; and so on for each field.</summary>
    public static readonly double[][] OfPerson =
    [
        [0, 6.8, 3.0, 6.3, -3.2],
        [0, 6.8, 6.3, -3.6],
        [0, 10, 7.0, 10, -2.9, 3.0],
        [0, 9.0, -1.5],
        [0, 10, 6.4, 2.2, -1.4],
        [0, 4.5, 3.5, -2.0],
        [0, 3.6, 3.3, -4.0],
    ];

    /// <summary>How sure it is beforehand that two records with a key in common are two.</summary>
    public const double Before = -12;

    /// <summary>From here on two people are one, if more than their names says so.</summary>
    public const double PersonSame = 5;

    /// <summary>From here on somebody should look.</summary>
    public const double PersonSimilar = 0;

    /// <summary>The same where both birth dates are known, right or wrong: then the names need not carry the whole weight.</summary>
    public const double PersonOfRegisterSame = -2;

    /// <summary>From here on somebody should look at those.</summary>
    public const double PersonOfRegisterSimilar = -9;

    /// <summary>The same for companies.</summary>
    public const double CompanyBefore = -8;

    /// <summary>From here on two companies are one.</summary>
    public const double CompanySame = 3;

    /// <summary>From here on somebody should look.</summary>
    public const double CompanySimilar = 0;
}

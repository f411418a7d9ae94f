using System.Buffers;
using System.Text.RegularExpressions;

namespace Headgate.Gate;

/// <summary>
/// Credentials in text, known by their form: our own tokens, JSON web tokens, private keys, and the keys of well-known providers. Whoever puts one where it does
/// not belong is not told it back, and it is not kept.
/// </summary>
public static partial class Secrets
{
    /// <summary>What stands where one was.</summary>
    public const string Mask = "[secret]";

    private const int Least = 20;

    // Most texts hold none of these, and are looked at once.
    private static readonly SearchValues<string> Begins = SearchValues.Create(
        (
            "hga_|hgc_|hgl_|hgo_|hgp_|hgr_|hgs_|eyJ|PRIVATE KEY-----|Bearer |Basic |sk_live_|sk_test_|rk_live_|rk_test_|sk-|AKIA"
            + "|ghp_|gho_|ghs_|github_pat_|xoxb-|xoxp-|AIza"
        ).Split('|'),
        StringComparison.OrdinalIgnoreCase
    );

    /// <summary>Whether a text holds one.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => text.Length >= Least && text.ContainsAny(Begins) && Forms().IsMatch(text);

    /// <summary>The text without them.</summary>
    public static string Masked(string text) => IsIn(text) ? Forms().Replace(text, Mask) : text;

    [GeneratedRegex(
        @"\bhg[acloprs]_[A-Za-z0-9_-]{16,}"
            + @"|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?"
            + @"|-----BEGIN [A-Z ]*PRIVATE KEY-----[A-Za-z0-9+/=\s]*(?:-----END [A-Z ]*PRIVATE KEY-----)?"
            + @"|\b(?i:bearer|basic) [A-Za-z0-9._~+/=-]{16,}"
            + @"|\b[sr]k_(?:live|test)_[A-Za-z0-9]{12,}|\bsk-[A-Za-z0-9_-]{20,}|\bAKIA[0-9A-Z]{16}\b"
            + @"|\bgh[ops]_[A-Za-z0-9]{30,}|\bgithub_pat_[A-Za-z0-9_]{20,}|\bxox[bp]-[A-Za-z0-9-]{16,}|\bAIza[A-Za-z0-9_-]{30,}",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Forms();
}

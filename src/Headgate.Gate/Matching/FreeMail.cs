using System.Collections.Frozen;

namespace Headgate.Gate.Matching;

/// <summary>Domains that are nobody's own: an address or page there says nothing about the company.</summary>
public static class FreeMail
{
    private const string WithMail =
        "126.com 163.com aol.com comcast.net duck.com fastmail.com free.fr gmail.com gmx.at gmx.com gmx.de gmx.net "
        + "googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.fr icloud.com laposte.net libero.it live.com mac.com mail.com "
        + "mail.ru me.com msn.com orange.fr outlook.com pm.me proton.me protonmail.com qq.com rediffmail.com rocketmail.com "
        + "seznam.cz t-online.de tutanota.com verizon.net web.de wp.pl yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de yahoo.fr "
        + "yandex.ru ymail.com zoho.com";

    private const string WithPages =
        "facebook.com github.com instagram.com linkedin.com sites.google.com tiktok.com twitter.com x.com youtube.com";

    private static readonly FrozenSet<string> Mail = WithMail.Split(' ').ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Pages = WithPages.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a normalised domain gives mailboxes to anybody.</summary>
    public static bool Has(string domain) => Mail.Contains(domain) || Disposable.Has(domain);

    /// <summary>Whether a normalised domain gives mailboxes or pages to anybody.</summary>
    public static bool HasPages(string domain) => Has(domain) || Pages.Contains(domain);
}

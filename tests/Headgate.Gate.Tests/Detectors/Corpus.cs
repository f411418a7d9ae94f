using Headgate.Gate.Detectors;

namespace Headgate.Gate.Tests.Detectors;

/// <summary>Labelled texts in nine locales, the published examples among them, and as many with numbers that are nobody's.</summary>
internal sealed partial class Corpus
{
    private readonly Random _dice;
    private readonly Minting _mint;

    public Corpus(int seed) => (_dice, _mint) = (new(seed), new(new(seed + 1)));

    /// <summary>What publishers print as examples of their numbers.</summary>
    public static IEnumerable<Labelled> Published() =>
        [
            .. Each(
                Sort.Card,
                "Card #.",
                "4111 1111 1111 1111",
                "5555555555554444",
                "3782 822463 10005",
                "6011-1111-1111-1117",
                "30569309025904",
                "3530111333300000"
            ),
            .. Each(
                Sort.Iban,
                "Konto # bitte.",
                "GB82 WEST 1234 5698 7654 32",
                "DE89370400440532013000",
                "FR14 2004 1010 0505 0001 3M02 606",
                "NL91 ABNA 0417 1643 00",
                "ES91 2100 0418 4502 0005 1332",
                "IT60 X054 2811 1010 0000 0123 456",
                "PL61 1090 1014 0000 0712 1981 2874"
            ),
            .. Each(Sort.UsSsn, "SSN #.", "219-09-9999", "078-05-1120"),
            .. Each(Sort.UkNhs, "NHS number #.", "943 476 5919", "9434765919"),
            .. Each(Sort.UkNino, "NI # thanks", "AA 12 34 56 A", "AB123456C"),
            .. Each(Sort.EsNif, "DNI/NIE # gracias", "12345678Z", "X1234567L", "12345678-Z"),
            .. Each(Sort.DeTaxId, "Steuer-ID # danke", "86095742719", "47 036 892 816", "65929970489"),
            .. Each(Sort.FrNir, "Sécu # merci", "2 55 08 14 168 025 38", "255081416802538"),
            .. Each(Sort.ItFiscalCode, "CF # grazie", "RSSMRA85T10A562S", "RSS MRA 85T10 A562S"),
            .. Each(Sort.BrCpf, "CPF # obrigado", "529.982.247-25", "111.444.777-35"),
            .. Each(Sort.NlBsn, "BSN # dank", "111222333", "123456782"),
            .. Each(Sort.PlPesel, "PESEL # dzięki", "44051401359"),
            .. Each(Sort.BankAccount, "Routing number # for the wire", "021000021", "011401533"),
        ];

    /// <summary>So many texts.</summary>
    public IEnumerable<Labelled> Texts(int count) => Enumerable.Range(0, count).Select(i => i % 3 == 2 ? Plain() : Personal());

    /// <summary>Texts in which somebody hides a number.</summary>
    public IEnumerable<(string How, Labelled Text)> Hidden(int count) =>
        Enumerable
            .Range(0, count)
            .Select(i =>
            {
                var plain = Checked();
                var value = plain.Text.Substring(plain.From, plain.Length);
                var (how, hidden) = (i % 6) switch
                {
                    0 => ("full width", Each(value, c => char.IsAsciiDigit(c) ? $"{(char)(c + 0xFEE0)}" : $"{c}")),
                    1 => ("zero width", Each(value, c => $"{c}\u200B")[..^1]),
                    2 => (
                        "spelt out",
                        plain.Sort == Sort.Card ? string.Join(' ', value.Where(char.IsLetterOrDigit)) : value.Replace(' ', '\u00A0')
                    ),
                    3 => ("dots and dashes", value.Replace(' ', '.').Replace("-", " - ", StringComparison.Ordinal)),
                    4 => ("other digits", Each(value, c => char.IsAsciiDigit(c) ? $"{(char)(c - '0' + 0x0660)}" : $"{c}")),
                    _ => ("base64", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Word(plain.Sort) + value))),
                };
                return (
                    how,
                    Labelled.Of(
                        plain.Locale,
                        plain.Text[..plain.From] + "#" + plain.Text[(plain.From + plain.Length)..],
                        hidden,
                        plain.Sort!.Value
                    )
                );
            });

    private static IEnumerable<Labelled> Each(Sort sort, string sentence, params string[] values) =>
        values.Select(v => Labelled.Of("published", sentence, v, sort));

    private static string Each(string text, Func<char, string> each) => string.Concat(text.Select(each));

    // Whoever encodes a number that only its name tells apart encodes the name with it.
    private static string Word(Sort? sort) =>
        sort switch
        {
            Sort.UkNhs => "nhs ",
            Sort.NlBsn => "bsn ",
            Sort.PlPesel => "pesel ",
            Sort.UsSsn => "ssn ",
            Sort.BankAccount => "routing ",
            Sort.BrCpf => "cpf ",
            _ => "",
        };

    private Labelled Personal() => _dice.Next(5) < 3 ? Checked() : Unchecked();

    private Labelled Checked() =>
        _dice.Next(12) switch
        {
            0 => Labelled.Of(
                "en-US",
                _mint.Of("Please charge # for the renewal.", "card: #", "My card is #, expiry 04/29.", "Paid 2026-11-03 with #"),
                Grouped(_mint.Card()),
                Sort.Card
            ),
            1 => Labelled.Of(
                "en-GB",
                _mint.Of("NHS number #, seen on Monday.", "Patient # was referred.", "nhs no. # (new)"),
                _mint.Of(Cut(_mint.Nhs(), 3, 3, 4), _mint.Nhs()),
                Sort.UkNhs
            ),
            2 => Labelled.Of(
                "en-GB",
                _mint.Of("NI number: #.", "Her insurance no # is on file", "# is his NINO"),
                Insurance(_mint.Nino()),
                Sort.UkNino
            ),
            3 => Labelled.Of(
                "de-DE",
                _mint.Of("Meine Steuer-ID ist #.", "IdNr. # laut Bescheid", "Steuernummer #, bitte löschen."),
                _mint.Of(_mint.GermanTaxId(), Cut(_mint.GermanTaxId(), 2, 3, 3, 3)),
                Sort.DeTaxId
            ),
            4 => Labelled.Of(
                "fr-FR",
                _mint.Of("Mon numéro de sécu : #.", "NIR # à jour", "n° # (assuré)"),
                _mint.Of(_mint.Nir(), Cut(_mint.Nir(), 1, 2, 2, 2, 3, 3, 2), Cut(_mint.Nir(), 13, 2)),
                Sort.FrNir
            ),
            5 => Labelled.Of(
                "es-ES",
                _mint.Of("Mi DNI es #.", "NIE: #", "El documento # está caducado."),
                _mint.Of(_mint.Nif(), _mint.Nie(), _mint.Nif().Insert(8, "-")),
                Sort.EsNif
            ),
            6 => Labelled.Of(
                "it-IT",
                _mint.Of("Codice fiscale: #.", "Il mio C.F. è #", "# (cod. fisc.)"),
                _mint.Of(_mint.Italian(), _mint.Italian().ToLowerInvariant(), Cut(_mint.Italian(), 3, 3, 5, 5)),
                Sort.ItFiscalCode
            ),
            7 => Labelled.Of(
                "pt-BR",
                _mint.Of("Meu CPF é #.", "CPF: # (titular)", "cpf #"),
                _mint.Of(Cpf(_mint.Cpf()), _mint.Cpf()),
                Sort.BrCpf
            ),
            8 => Labelled.Of(
                "nl-NL",
                _mint.Of("Mijn BSN is #.", "burgerservicenummer # graag verwijderen"),
                _mint.Of(_mint.Bsn(), Cut(_mint.Bsn(), 4, 2, 3)),
                Sort.NlBsn
            ),
            9 => Labelled.Of("pl-PL", _mint.Of("Mój PESEL to #.", "PESEL: #"), _mint.Pesel(), Sort.PlPesel),
            10 => Iban(),
            _ => Labelled.Of(
                "en-US",
                _mint.Of("Routing # at Chase", "ABA # , checking", "The routing number is #."),
                _mint.Routing(),
                Sort.BankAccount
            ),
        };

    private Labelled Unchecked() =>
        _dice.Next(5) switch
        {
            0 => Labelled.Of(
                "en-US",
                _mint.Of("SSN #.", "Her social is #, keep it safe", "ss# is fine: #".Replace("ss#", "ssn", StringComparison.Ordinal)),
                _mint.Ssn(),
                Sort.UsSsn
            ),
            1 => Labelled.Of(
                "en-US",
                _mint.Of("ITIN #.", "taxpayer id: #"),
                _mint.Of(_mint.Itin(), _mint.Itin().Replace('-', ' ')),
                Sort.UsItin
            ),
            2 => Phone(),
            3 => Birth(),
            _ => Labelled.Of(
                "en-GB",
                _mint.Of("Write to #.", "mail: # (work)", "<#>"),
                $"{_mint.Letters("abcdefghij", 6)}.{_mint.Letters("klmnop", 5)}@{_mint.Letters("qrstuv", 7)}.{_mint.Of("com", "co.uk", "de", "example")}",
                Sort.Email
            ),
        };

    private Labelled Iban()
    {
        var country = _mint.Of("GB", "DE", "FR", "ES", "IT", "NL", "PL", "BR");
        var iban = _mint.Iban(country);
        return Labelled.Of(
            country,
            _mint.Of("IBAN #.", "Überweisen Sie auf # bis Freitag", "Virement sur #, merci.", "# (konto)"),
            _mint.Of(iban, Groups(iban, 4, ' '), Groups(iban, 4, '-')),
            Sort.Iban
        );
    }

    private Labelled Phone() =>
        _dice.Next(6) switch
        {
            0 => Labelled.Of("en-US", "Call me at #.", $"({_dice.Next(200, 990)}) {_dice.Next(200, 999)}-{_mint.Digits(4)}", Sort.Phone),
            1 => Labelled.Of(
                "en-US",
                _mint.Of("Cell # after five", "#"),
                $"{_dice.Next(200, 990)}-{_dice.Next(200, 999)}-{_mint.Digits(4)}",
                Sort.Phone
            ),
            2 => Labelled.Of("en-GB", _mint.Of("Ring # please", "T: #"), $"+44 20 7{_mint.Digits(3)} {_mint.Digits(4)}", Sort.Phone),
            3 => Labelled.Of(
                "de-DE",
                _mint.Of("Tel. #", "Rufen Sie # an"),
                _mint.Of($"+49 89 {_mint.Digits(7)}", $"030 / {_mint.Digits(7, noZero: true)}"),
                Sort.Phone
            ),
            4 => Labelled.Of(
                "fr-FR",
                _mint.Of("Mon numéro : #", "appelez le #"),
                $"0{_dice.Next(1, 8)} {_mint.Digits(2)} {_mint.Digits(2)} {_mint.Digits(2)} {_mint.Digits(2)}",
                Sort.Phone
            ),
            _ => Labelled.Of("pt-BR", "WhatsApp #", $"+55 11 9{_mint.Digits(4)}-{_mint.Digits(4)}", Sort.Phone),
        };

    private Labelled Birth()
    {
        var (day, month, year) = (_dice.Next(1, 29), _dice.Next(1, 13), _dice.Next(1930, 2008));
        return _dice.Next(5) switch
        {
            0 => Labelled.Of("en-US", _mint.Of("DOB: #.", "date of birth #"), $"{month:00}/{day:00}/{year}", Sort.BirthDate),
            1 => Labelled.Of(
                "en-GB",
                _mint.Of("She was born on #.", "Birthday: #"),
                $"{day} {_mint.Of("March", "June", "October")} {year}",
                Sort.BirthDate
            ),
            2 => Labelled.Of("de-DE", _mint.Of("Geburtsdatum: #", "geboren am # in Köln"), $"{day:00}.{month:00}.{year}", Sort.BirthDate),
            3 => Labelled.Of("fr-FR", _mint.Of("Né le # à Lyon", "date de naissance : #"), $"{day:00}/{month:00}/{year}", Sort.BirthDate),
            _ => Labelled.Of("es-ES", "Fecha de nacimiento: #", $"{year}-{month:00}-{day:00}", Sort.BirthDate),
        };
    }

    private string Wrong(string right)
    {
        var at = right.Length - 1;
        while (!char.IsAsciiDigit(right[at]))
            at--;
        return right[..at] + (char)('0' + (right[at] - '0' + 1) % 10) + right[(at + 1)..];
    }

    private static string WrongLetter(string right) => right[..^1] + (char)('A' + (right[^1] - 'A' + 1) % 26);

    private string Grouped(string card) =>
        _dice.Next(3) switch
        {
            0 => card,
            1 => card.Length == 15 ? Cut(card, 4, 6, 5)
            : card.Length == 14 ? Cut(card, 4, 6, 4)
            : Groups(card, 4, ' '),
            _ => card.Length == 16 ? Groups(card, 4, '-') : card,
        };

    private string Insurance(string nino) => _dice.Next(2) == 0 ? nino : $"{nino[..2]} {nino[2..4]} {nino[4..6]} {nino[6..8]} {nino[8]}";

    private static string Cpf(string cpf) => $"{cpf[..3]}.{cpf[3..6]}.{cpf[6..9]}-{cpf[9..]}";

    private static string Cut(string text, params int[] sizes)
    {
        var at = 0;
        return string.Join(' ', sizes.Select(s => text.Substring((at += s) - s, s)));
    }

    private static string Groups(string text, int size, char between) => string.Join(between, text.Chunk(size).Select(c => new string(c)));
}

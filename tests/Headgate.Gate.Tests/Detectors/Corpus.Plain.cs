namespace Headgate.Gate.Tests.Detectors;

internal sealed partial class Corpus
{
    // Numbers as they stand in mail and records, and every personal number with one digit wrong.
    private Labelled Plain() =>
        Labelled.Nothing(
            "any",
            _dice.Next(22) switch
            {
                0 => $"Order {_mint.Digits(8, noZero: true)} ships on 2026-{_dice.Next(1, 13):00}-{_dice.Next(1, 29):00}.",
                1 => $"Invoice INV-{_mint.Digits(6)} of {_dice.Next(100, 999)},{_mint.Digits(3)}.{_mint.Digits(2)} USD is due in 30 days.",
                2 => $"Card {Grouped(Wrong(_mint.Card()))} was declined as invalid.",
                3 => $"IBAN {Wrong(_mint.Iban("DE"))} has a typo.",
                4 => $"Zoom meeting id {_dice.Next(800, 999)} {_mint.Digits(4)} {_mint.Digits(4)}, passcode {_mint.Digits(6)}.",
                5 =>
                    $"Build {_dice.Next(1, 9)}.{_dice.Next(20)}.{_mint.Digits(5)} at commit {Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(_mint.Digits(10)))}.",
                6 =>
                    $"Revenue went from {_dice.Next(1, 9)} {_mint.Digits(3)} {_mint.Digits(3)} to {_dice.Next(1, 9)} {_mint.Digits(3)} {_mint.Digits(3)} EUR.",
                7 => $"NHS number {Wrong(_mint.Nhs())} does not exist.",
                8 => $"DNI {Wrong(_mint.Nif())} no es válido.",
                9 => $"CPF {Cpf(Wrong(_mint.Cpf()))} inválido.",
                10 => $"Part numbers A{_mint.Digits(7)} and B-{_mint.Digits(4)}-{_mint.Digits(3)} are back in stock.",
                11 => $"Tracking {_mint.Of("1Z", "JD", "RR")}{_mint.Digits(14)} left the hub at {_dice.Next(24):00}:{_dice.Next(60):00}.",
                12 => $"PESEL {Wrong(_mint.Pesel())} nie istnieje.",
                13 => $"Meeting 12/0{_dice.Next(1, 9)}/2026 10:30 - 11:15, room {_dice.Next(100, 900)}, {_dice.Next(10, 99)} seats.",
                14 =>
                    $"The deal opp_01k{_mint.Letters("0123456789abcdefghjkmnpqrstvwxyz", 23)} grew {_dice.Next(1, 99)}% in Q{_dice.Next(1, 5)} 20{_dice.Next(10, 30)}.",
                15 => $"BSN {Wrong(_mint.Bsn())} klopt niet.",
                16 =>
                    $"Founded {_dice.Next(1900, 2024)}, {_mint.Digits(4, noZero: true)} employees, ZIP {_mint.Digits(5)}-{_mint.Digits(4)}.",
                17 => $"Milliseconds {_dice.NextInt64(1_700_000_000_000, 1_800_000_000_000)}; order no. {_mint.Digits(9, noZero: true)}.",
                18 => $"Codice fiscale {WrongLetter(_mint.Italian())} errato.",
                19 =>
                    $"Coordinates {_dice.Next(10, 90)}.{_mint.Digits(6)}, {_dice.Next(10, 90)}.{_mint.Digits(6)} near mile {_mint.Digits(3)}.",
                20 =>
                    $"Contract {_mint.Digits(4)}/{_mint.Digits(4)}/{_dice.Next(2000, 2030)}, annex {_dice.Next(1, 20)}, {_dice.Next(100, 999)} pages.",
                _ => $"SSN 000-{_mint.Digits(2)}-{_mint.Digits(4)} and 666-{_mint.Digits(2)}-{_mint.Digits(4)} were never given out.",
            }
        );
}

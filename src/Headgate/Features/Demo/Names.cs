using System.Globalization;
using System.Text;

namespace Headgate.Features.Demo;

/// <summary>Names of people, of mixed origins; none is meant to be anybody.</summary>
internal static class Names
{
    public static readonly string[] First =
    [
        .. (
            "Adaeze Aditi Agnieszka Aisling Alejandro Amara Anaïs Andrej Anneliese Antonella Arjun Astrid Ayşe Beatriz Bodhi Bronwyn Camille Carmen Cedric "
            + "Chidi Chloé Clémence Connor Dalia Danilo Darya Deepika Desmond Dmitri Ebony Eduardo Eilidh Elif Elodie Émile Esperanza Fatima Felicity Femi "
            + "Finlay Francesca Freja Gabriela Gareth Giulia Graciela Grzegorz Hamza Hana Harriet Hiroshi Ikram Ilse Imogen Ingrid Ioana Isaías Ivana Jamal "
            + "Jasmin Joaquín Jolanta Jürgen Kaito Karolína Katarzyna Keisha Kenji Kofi Lars Latoya Leandro Leilani Liesel Lúcia Maëlle Magnus Malik Marisela "
            + "Mateo Meera Mehmet Mireille Monique Nadia Naoko Niamh Nikolai Nkechi Noor Oluwaseun Orla Oskar Pádraig Paloma Parisa Pernille Petra Quentin "
            + "Rafał Ramona Rashid Rhys Rohan Rosalind Rúben Sadia Sanjay Saoirse Sébastien Selma Sho Simone Sofía Søren Svetlana Tamsin Tariq Temperance Thandiwe "
            + "Tomasz Ulrike Valentina Vikram Viola Wanjiru Wiktoria Xavier Xiomara Yara Yusuf Zdeněk Zofia"
        ).Split(' '),
    ];

    public static readonly string[] Last =
    [
        .. (
            "Abernathy Achebe Adeyemi Aguirre Åkesson Almeida Ansah Arredondo Aydın Balakrishnan Bałut Barraclough Beaulieu Bélanger Bergström Bhandari Björkman "
            + "Blackwood Bouchard Brânză Cabrera Caldwell Çelik Chaudhry Cienfuegos Coelho Cruickshank Dąbrowski Delacroix Demirci Diallo Dlamini Donnelly Dvořák "
            + "Echevarría Eklund Eriksen Escamilla Falkenrath Fernandes Fitzwilliam Fofana Fukushima Gallagher Garza Ghosh Giordano Grønbech Guðmundsson Gupta "
            + "Haddad Halvorsen Hargreaves Hasegawa Hernández Hinterberger Hofstetter Ibarra Ibrahim Ilves Iyer Jankowski Jaramillo Jovanović Kaczmarek Kamara Karlsson "
            + "Kavanagh Kimura Kjeldsen Kowalczyk Kravchenko Krüger Kulkarni Lachance Larose Leclerc Lindgren Llewellyn Lozano Łukasik MacAllister Mahajan Marković "
            + "Mbeki McTavish Menéndez Mazur Mensah Mitchinson Moreau Müller Murakami Mwangi Nakamura Ndiaye Nguyễn Nilsen Novotný Núñez O’Dowd Oduya Ødegård "
            + "Olawale Ortega Osei Østergaard Öztürk Pacheco Paszek Pellegrini Petrović Pham Pires Popescu Prendergast Quispe Rahimi Ramaswamy Rasmussen Reinholt "
            + "Ríos Rossetti Rousseau Sadowski Saldaña Sandoval Santangelo Schäfer Sepúlveda Sharma Šimůnek Sithole Sørensen Straßburger Suárez Szabó Takahashi "
            + "Tavares Thackeray Thibault Tkachenko Trần Uchenna Ünal Valcourt Vanderhoek Vásquez Villanueva Voss Wainwright Wasilewski Weatherby Wiśniewska Wójcik "
            + "Yamazaki Yıldız Zamora Zieliński Zubrzycki"
        ).Split(' '),
    ];

    /// <summary>A name as mail addresses and domains are written: small letters without accents.</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            plain.Append(
                c switch
                {
                    'ł' => "l",
                    'ø' => "o",
                    'ð' => "d",
                    'ı' => "i",
                    'ß' => "ss",
                    'æ' => "ae",
                    'đ' => "d",
                    ' ' or '-' => "-",
                    _ when char.IsAsciiLetterOrDigit(c) => c.ToString(),
                    _ => "",
                }
            );
        return plain.ToString().Replace("--", "-", StringComparison.Ordinal).Trim('-');
    }

    /// <summary>A telephone number of the ranges that are reserved for stories.</summary>
    public static string Phone(Dice dice, string country) =>
        country switch
        {
            "United Kingdom" => string.Create(CultureInfo.InvariantCulture, $"+44 20 7946 {dice.Between(0, 999):0000}"),
            "Germany" => string.Create(CultureInfo.InvariantCulture, $"+49 30 23125 {dice.Between(0, 999):000}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"+1 {dice.Of(AreaCodes)} 555 {dice.Between(100, 199):0000}"),
        };

    private static readonly string[] AreaCodes = ["212", "312", "617", "215", "412", "614", "317", "414", "502", "716"];
}

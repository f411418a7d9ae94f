using System.Collections.Frozen;

namespace Headgate.Gate.Matching;

/// <summary>What stands behind (or before) a company's name and is no part of it.</summary>
internal static class LegalForms
{
    // A form as it is written, all spellings of one on a line; those of one line are compatible.
    private const string Forms = """
        inc incorporated corp corporation co company companies pllc
        ltd limited pty proprietary pte
        plc
        llc lc
        llp lp
        gmbh mbh ug gesmbh
        ag aktiengesellschaft
        kg kgaa ohg gbr ek ev eg stiftung
        se
        sa sas sasu sarl eurl sociedad anonima
        sl slu srl srls spa sapa snc sccl cv
        bv nv vof bvba sprl cvba
        as asa ab oy oyj aps hf ehf ivs
        sro spol vos
        zoo sp spzoo
        kft zrt nyrt bt rt
        doo dd ad
        ooo oao zao pao ao too tov
        kk gk yk kabushiki kaisha
        sdn bhd berhad
        ltda eireli
        pvt private
        as sti
        """;

    // They say what a company is, not which: words of little weight.
    private const string Common =
        "group gruppe groupe grupo holding holdings international intl global worldwide technologies technology tech services service solutions systems "
        + "industries industrial enterprises partners associates brands products consulting company europe usa america american of and for the in";

    private static readonly FrozenDictionary<string, int> Lines = Forms
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany((line, i) => line.Split(' ').Select(form => (form, i)))
        .DistinctBy(f => f.form)
        .ToFrozenDictionary(f => f.form, f => f.i);

    private static readonly FrozenSet<string> Light = Common.Split(' ').ToFrozenSet();

    private const string Shortened =
        "intl international natl national tech technologies technology technologies mfg manufacturing svcs services service services sys systems system systems "
        + "bros brothers grp group gruppe group groupe group grupo group holdings holding univ university assoc associates associated associates "
        + "labs laboratories lab laboratories pharma pharmaceuticals comm communications fin financial mgmt management engr engineering ind industries "
        + "industry industries u and e and y and et and und and & and";

    private static readonly FrozenDictionary<string, string> Short = Shortened
        .Split(' ')
        .Chunk(2)
        .DistinctBy(p => p[0])
        .ToFrozenDictionary(p => p[0], p => p[1]);

    /// <summary>Which form a word is; nothing when it is none.</summary>
    public static int? Of(string word) => Lines.TryGetValue(word, out var line) ? line : null;

    /// <summary>A word written out.</summary>
    public static string Long(string word) => Short.GetValueOrDefault(word, word);

    /// <summary>How much a word tells one company from another.</summary>
    public static double Weight(string word) =>
        Light.Contains(word) ? 0.25
        : word.Length <= 2 ? 0.6
        : 1;
}

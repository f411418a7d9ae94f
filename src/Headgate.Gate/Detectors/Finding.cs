using System.Runtime.InteropServices;

namespace Headgate.Gate.Detectors;

/// <summary>What a piece of text is found to be.</summary>
public enum Sort
{
    /// <summary>A payment card's number.</summary>
    Card,

    /// <summary>An international bank account number.</summary>
    Iban,

    /// <summary>A bank account or routing number, told by the words around it.</summary>
    BankAccount,

    /// <summary>A US social security number.</summary>
    UsSsn,

    /// <summary>A US taxpayer number of somebody without a social security number.</summary>
    UsItin,

    /// <summary>A UK health service number.</summary>
    UkNhs,

    /// <summary>A UK national insurance number.</summary>
    UkNino,

    /// <summary>A Spanish identity number, of a citizen or a foreigner.</summary>
    EsNif,

    /// <summary>A German tax number.</summary>
    DeTaxId,

    /// <summary>A French social security number.</summary>
    FrNir,

    /// <summary>An Italian fiscal code.</summary>
    ItFiscalCode,

    /// <summary>A Brazilian taxpayer number.</summary>
    BrCpf,

    /// <summary>A Dutch citizen number.</summary>
    NlBsn,

    /// <summary>A Polish citizen number.</summary>
    PlPesel,

    /// <summary>A date of birth, told by the words before it.</summary>
    BirthDate,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>An address of the internet protocol.</summary>
    Ip,

    /// <summary>A link.</summary>
    Url,
}

/// <summary>Where something was found, in UTF-16 units of the text as it was given.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Finding(int From, int Length, Sort Sort)
{
    /// <summary>The unit after its last.</summary>
    public int To => From + Length;

    /// <summary>Whether it may never stand before a model.</summary>
    public bool IsRegulated => Sort <= Sort.BirthDate;

    /// <summary>What people call it.</summary>
    public string Word => WordOf(Sort);

    /// <summary>What people call such a thing.</summary>
    public static string WordOf(Sort sort) =>
        sort switch
        {
            Sort.Card => "card",
            Sort.Iban or Sort.BankAccount => "bank account",
            Sort.UkNhs => "health number",
            Sort.BirthDate => "birth date",
            Sort.Email => "e-mail",
            Sort.Phone => "phone",
            Sort.Ip => "ip address",
            Sort.Url => "link",
            _ => "government id",
        };
}

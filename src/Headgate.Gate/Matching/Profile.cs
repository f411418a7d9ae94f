namespace Headgate.Gate.Matching;

/// <summary>What identifies a record, in the form in which it is compared.</summary>
public abstract class Profile
{
    private const string ContactFields = "name first_name last_name email phone company city country birth_date";
    private const string AccountFields = "name domain website phone city country";

    /// <summary>The fields of a contact that identify it.</summary>
    public static readonly IReadOnlyList<string> OfContact = ContactFields.Split(' ');

    /// <summary>The fields of an account that identify it.</summary>
    public static readonly IReadOnlyList<string> OfAccount = AccountFields.Split(' ');

    /// <summary>The fields that identify records of a kind; none when the kind is not compared.</summary>
    public static IReadOnlyList<string> FieldsOf(string kind) =>
        kind switch
        {
            "contact" => OfContact,
            "account" => OfAccount,
            _ => [],
        };

    /// <summary>The profile of a record; nothing when its kind is not compared.</summary>
    public static Profile? Of(string kind, Func<string, string?> field) =>
        kind switch
        {
            "contact" => Person.Of(field),
            "account" => Company.Of(field),
            _ => null,
        };

    /// <summary>
    /// What records that could be one have in common, at least one of: the keys under which candidates are found. Few, since each is a row; and narrow,
    /// since a key that very many records have is passed over.
    /// </summary>
    public IReadOnlyList<string> Keys => field ??= [.. Made().Distinct(StringComparer.Ordinal)];

    /// <summary>Weighs it against another of the same kind.</summary>
    public abstract Match Against(Profile other);

    /// <summary>The keys, some perhaps twice.</summary>
    protected abstract IEnumerable<string> Made();
}

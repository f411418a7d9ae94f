using Headgate.Features.Accounts;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Lenders;

/// <summary>What a lender is asked: the opportunity, the business behind it, and its cash flow.</summary>
public sealed class Request
{
    /// <summary>How many months of statements lenders judge unless asked otherwise.</summary>
    public const int Months = 6;

    public required OpportunityRow Opportunity { get; init; }
    public AccountRow? Account { get; init; }
    public required CashFlowShown CashFlow { get; init; }

    /// <summary>Years are all that is known of a founding, so the months in business lie between two numbers.</summary>
    public (long Least, long Most)? MonthsInBusiness { get; init; }

    /// <summary>The records that an answer about it shows.</summary>
    public IEnumerable<RecordRef> Refs
    {
        get
        {
            yield return new(Opportunity.Id, Opportunity.Version);
            if (Account is { } account)
                yield return account.Ref;
        }
    }

    /// <summary>The columns of an opportunity that a request is made of.</summary>
    public sealed class OpportunityRow
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string Name { get; init; } = "";
        public string? AccountId { get; init; }
        public string? ContactName { get; init; }
        public string? ContactTitle { get; init; }
        public string? OwnerName { get; init; }
        public string Stage { get; init; } = "";
        public string Status { get; init; } = "";
        public long? AmountMinor { get; init; }
        public string? Currency { get; init; }
        public string? CloseDate { get; init; }
    }

    /// <summary>The request of an opportunity that the caller may see.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<Request> Need(Reader reader, string field, string id, int months = Months)
    {
        var opportunity =
            await reader.First<OpportunityRow>(
                "SELECT o.id, o.version, o.name, o.account_id, c.name AS contact_name, c.title AS contact_title, u.name AS owner_name, "
                    + "s.name AS stage, o.status, o.amount_minor, o.currency, o.close_date FROM opportunities o "
                    + "JOIN stages s ON s.tenant = o.tenant AND s.id = o.stage_id "
                    + "LEFT JOIN contacts c ON c.tenant = o.tenant AND c.id = o.contact_id "
                    + "LEFT JOIN users u ON u.tenant = o.tenant AND u.id = o.owner_id "
                    + $"WHERE o.tenant = @tenant AND o.id = @id AND o.merged_into IS NULL{reader.Visible("o.owner_id")}",
                ("id", id)
            ) ?? throw new RefusedException(Refusal.NotFound(field, id));
        // Who sees an opportunity sees the account that it is about; its owner may be somebody else.
        var account = opportunity.AccountId is null
            ? null
            : await reader.First<AccountRow>($"{AccountRow.Select} AND a.id = @id", ("id", opportunity.AccountId));
        return new()
        {
            Opportunity = opportunity,
            Account = account,
            CashFlow = CashFlowShown.Of(account is null ? [] : await CashFlowRow.Last(reader, account.Id, months)),
            MonthsInBusiness = account?.Founded is { } year ? Since((int)year, reader.Now) : null,
        };
    }

    private static (long Least, long Most) Since(int year, DateTimeOffset now)
    {
        var months = ((now.Year - year) * 12L) + now.Month - 1;
        return (Math.Max(0, months - 11), Math.Max(0, months));
    }
}

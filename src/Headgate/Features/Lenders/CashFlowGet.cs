using Headgate.Features.Accounts;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Lenders;

/// <summary>The cash flow of an account, or of the account behind an opportunity.</summary>
[Action(
    "cashflow.get",
    Scope.Read,
    "Get cash flow",
    "Gets bank-statement totals by month of an account, or of an opportunity's account, with sums and averages.",
    Toolset = "lenders"
)]
public sealed class CashFlowGet : Feature<CashFlowGet.Input, CashFlowGet.Output>
{
    public sealed record Input
    {
        [Says("Account or opportunity"), Id("acc", "opp")]
        public required string Id { get; init; }

        [Says("Default 12"), Bounds(1, 60)]
        public int? Months { get; init; }
    }

    public sealed record Output
    {
        public required Named Account { get; init; }
        public required CashFlowShown CashFlow { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var months = input.Months ?? 12;
        if (Ids.Is(input.Id, "acc"))
        {
            var account = await AccountRow.Need(reader, "id", input.Id);
            var flow = CashFlowShown.Of(await CashFlowRow.Last(reader, account.Id, months));
            return Answer(new Output { Account = new(account.Id, account.Name), CashFlow = flow }, account.Ref);
        }
        var request = await Request.Need(reader, "id", input.Id, months);
        if (request.Account is not { } behind)
            throw new RefusedException(
                new("cashflow.no_account", "The opportunity has no account, and statements belong to one.", "Set its account first.")
                {
                    Field = "id",
                }
            );
        return Answer(new Output { Account = new(behind.Id, behind.Name), CashFlow = request.CashFlow }, request.Refs);
    }
}

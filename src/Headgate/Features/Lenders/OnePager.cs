using System.Text;

namespace Headgate.Features.Lenders;

/// <summary>The one-pager that a lender reads, in Markdown; every number comes from the store.</summary>
internal static class OnePager
{
    public static string Of(Brief.Output brief)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Cells.Of(brief.Business?.Name ?? brief.Opportunity.Name)).Append(": ");
        text.AppendLine(brief.Amount is { } amount ? $"request for {amount:N2} {brief.Currency}" : "request, amount not set");
        text.AppendLine();
        if (brief.Lender is { } lender)
            text.AppendLine($"For: {Cells.Of(lender.Name)}");
        text.AppendLine($"Opportunity: {Cells.Of(brief.Opportunity.Name)} ({brief.Stage}), closes {brief.CloseDate ?? "not set"}");
        text.AppendLine($"Our contact: {Cells.Of(brief.Owner ?? "not set")}");
        Business(text, brief);
        Flow(text, brief.CashFlow);
        Section(text, "Strengths", brief.Strengths);
        Section(text, "Risks", brief.Risks);
        Section(text, "Documents at hand", [.. brief.Documents.Select(d => $"{d.Name} ({d.Kind})")]);
        Section(text, "Documents missing", brief.DocumentsMissing);
        return text.ToString().TrimEnd();
    }

    private static void Business(StringBuilder text, Brief.Output brief)
    {
        text.AppendLine().AppendLine("## Business");
        if (brief.Business is not { } business)
        {
            text.AppendLine("- not set: the opportunity has no account");
            return;
        }
        Line(text, "Industry", business.Industry);
        Line(text, "Place", business.Place);
        Line(text, "Founded", business.Founded?.ToString());
        Line(text, "Months in business", business.MonthsInBusiness);
        Line(text, "Employees", business.Employees?.ToString("N0"));
        Line(text, "Website", business.Website);
        Line(text, "Represented by", brief.Representative);
    }

    private static void Flow(StringBuilder text, CashFlowShown flow)
    {
        text.AppendLine().AppendLine("## Cash flow");
        if (flow.Months == 0)
        {
            text.AppendLine("- no bank statements on file");
            return;
        }
        text.AppendLine($"| month | deposits {flow.Currency} | withdrawals | average balance | negative days | positions |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|");
        foreach (var m in flow.ByMonth)
            text.AppendLine(
                $"| {m.Month} | {m.Deposits:N2} | {m.Withdrawals:N2} | {m.AverageBalance:N2} | {m.NegativeDays} | {m.Positions} |"
            );
        text.AppendLine($"| **total** | **{flow.TotalDeposits:N2}** | **{flow.TotalWithdrawals:N2}** | | **{flow.NegativeDays}** | |");
        text.AppendLine(
            $"| **average** | **{flow.AverageMonthlyDeposits:N2}** | **{flow.TotalWithdrawals / flow.Months:N2}** | **{flow.AverageDailyBalance:N2}** | | {flow.Positions} now |"
        );
    }

    private static void Section(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        text.AppendLine().Append("## ").AppendLine(title);
        foreach (var line in lines)
            text.Append("- ").AppendLine(Cells.Of(line, 300));
    }

    private static void Line(StringBuilder text, string name, string? value) =>
        text.Append("- ").Append(name).Append(": ").AppendLine(value is null ? "not set" : Cells.Of(value, 200));
}

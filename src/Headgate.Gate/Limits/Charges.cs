namespace Headgate.Gate.Limits;

/// <summary>Reads a plan for what it takes of each limit. The action's name says nothing.</summary>
public static class Charges
{
    /// <summary>Contacts and opportunities whose account must be looked up.</summary>
    public static IReadOnlyList<string> Belonging(Plan plan, string kind) =>
        [.. plan.Changes.Where(c => c.Kind.Name == kind && c.Verb is (Verb.Update or Verb.Delete)).Select(c => c.Id).Distinct()];

    /// <summary>The domains of new e-mail addresses and accounts, in order.</summary>
    public static IReadOnlyList<string> DomainsOf(Plan plan) =>
        [
            .. plan.ChangesOf("contact", "email")
                .Select(c => c.Field.To)
                .OfType<string>()
                .Where(e => e.Contains('@', StringComparison.Ordinal))
                .Select(EmailForm.DomainOf)
                .Concat(plan.ChangesOf("account", "domain").Select(c => c.Field.To).OfType<string>().Select(d => d.ToLowerInvariant()))
                .Where(d => d.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>What a plan takes.</summary>
    public static IReadOnlyList<Charge> Of(Call call, Plan plan, LimitRules rules, Known known)
    {
        var book = new Book(call, rules);
        book.Add(LimitList.Creates, plan.Changes.Count(c => c.Verb == Verb.Insert && !IsPart(c.Kind)));
        book.Add(LimitList.Writes, Math.Max(1, plan.Changes.Count(c => c.Verb != Verb.Touch && !IsPart(c.Kind))));
        foreach (var channel in plan.Messages.GroupBy(m => m.Channel))
            book.Add(LimitList.OfChannel(channel.Key), channel.Count());
        book.Add(LimitList.Domains, known.NewDomains);
        foreach (var account in plan.Changes.SelectMany(c => AccountsOf(c, known)).GroupBy(a => a, StringComparer.Ordinal))
            book.Add(LimitList.Account, account.Count(), account.Key);
        foreach (
            var amounts in plan.ChangesOf("opportunity", "amount_minor").GroupBy(c => CurrencyOf(c.Change, known), StringComparer.Ordinal)
        )
            book.AddValue(amounts.Key, amounts.Sum(a => Math.Max(0, a.Field.To as long? ?? 0)));
        return book.Charges;
    }

    /// <summary>What reading takes.</summary>
    public static IReadOnlyList<Charge> OfRows(Call call, long rows, LimitRules rules)
    {
        var book = new Book(call, rules);
        book.Add(LimitList.Rows, rows);
        return book.Charges;
    }

    /// <summary>Every counter of an agent, with nothing taken: for who asks how they stand.</summary>
    public static IReadOnlyList<Charge> OfAgent(Call call, LimitRules rules)
    {
        var book = new Book(call, rules);
        foreach (var limit in LimitList.All.Where(l => l.Per != Per.Account && l != LimitList.Value))
            book.Put(limit, 0);
        return book.Charges;
    }

    // Rows that belong to a record or a thread, or that are only prepared: they count as a change, not as a new record.
    private static bool IsPart(RecordKind kind) =>
        kind.Name is "consent" or "conversation" or "draft" or "external_id" or "line_item" or "message" or "opportunity_contact" or "tag";

    // The account that a record leaves as well as the one that it comes to.
    private static IEnumerable<string> AccountsOf(Change change, Known known)
    {
        if (change.Verb is not (Verb.Update or Verb.Delete) || change.Kind.Name is not ("account" or "contact" or "opportunity"))
            return [];
        if (change.Kind.Name == "account")
            return [change.Id];
        var moved = change.Fields.Where(f => f.Name == "account_id").SelectMany(f => new[] { f.From as string, f.To as string });
        return moved.Append(known.Records.GetValueOrDefault(change.Id).Account).OfType<string>().Distinct(StringComparer.Ordinal);
    }

    private static string CurrencyOf(Change change, Known known) =>
        change.Fields.FirstOrDefault(f => f.Name == "currency").To as string ?? known.Records.GetValueOrDefault(change.Id).Currency ?? "?";
}

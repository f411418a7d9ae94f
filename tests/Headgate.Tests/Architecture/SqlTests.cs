using System.Text.RegularExpressions;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Architecture;

/// <summary>An action's SQL reads. What changes something is a plan.</summary>
public sealed partial class SqlTests
{
    [Fact]
    public void No_text_of_an_action_writes()
    {
        var texts = Repository
            .Sources("src/Headgate/Features")
            .SelectMany(f => CSharpTexts.Of(Repository.Read(f)).Select(t => (f, t.Line, t.Text)))
            .ToList();
        Assert.True(texts.Count(t => t.Text.Contains("SELECT", StringComparison.Ordinal)) > 50);
        Assert.Empty(texts.Where(t => Writing().IsMatch(t.Text)).Select(t => $"{t.f}:{t.Line}: {t.Text}"));
    }

    [Theory]
    [InlineData("INSERT INTO notes (id) VALUES (@id)", true)]
    [InlineData("UPDATE notes SET body = @body", true)]
    [InlineData("delete from notes where id = @id", true)]
    [InlineData("REPLACE INTO notes (id) VALUES (@id)", true)]
    [InlineData("DROP TABLE notes", true)]
    [InlineData("PRAGMA foreign_keys = OFF", true)]
    [InlineData("SELECT id FROM notes WHERE tenant = @tenant FOR UPDATE", true)]
    [InlineData("SELECT id, updated_at FROM notes WHERE tenant = @tenant ORDER BY updated_at", false)]
    [InlineData("Updates fields of a contact; null clears one.", false)]
    [InlineData("Update or insert a contact", false)]
    public void A_text_that_writes_is_seen(string text, bool writes) => Assert.Equal(writes, Writing().IsMatch(text));

    [GeneratedRegex(
        @"\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\s+[\w{}.]+\s+SET\b|\bDELETE\s+FROM\b|\bREPLACE\s+INTO\b|\b(DROP|ALTER|CREATE)\s+(TABLE|INDEX|VIEW|TRIGGER)\b|\bPRAGMA\s+\w|\bATTACH\s+DATABASE\b|\bTRUNCATE\s+\w|\bFOR\s+UPDATE\b",
        RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Writing();
}

using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class DedupeFactsTests
{
    [Fact]
    public async Task Without_a_store_nothing_is_alike()
    {
        DedupeFacts facts = new();
        Assert.Empty(await facts.Alike("org_1", "contact", Profiles.Of("contact", "name=Ada"), default));
        Assert.Null(await facts.FieldsOf("org_1", Kinds.Contact, "con_1", default));
    }
}

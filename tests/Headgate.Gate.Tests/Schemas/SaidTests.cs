using Headgate.Gate.Schemas;

namespace Headgate.Gate.Tests.Schemas;

public sealed class SaidTests
{
    [Theory]
    [InlineData(DataClass.Confidential, null, false, true)]
    [InlineData(DataClass.Confidential, null, true, false)]
    [InlineData(DataClass.Confidential, "contact.email", false, false)]
    [InlineData(DataClass.Confidential, "contact.email", true, false)]
    [InlineData(DataClass.Internal, null, false, false)]
    [InlineData(DataClass.Internal, "contact.email", false, false)]
    public void What_is_confidential_is_hidden_unless_a_handle_or_prose_stands_in_its_place(
        DataClass dataClass,
        string? handle,
        bool prose,
        bool hidden
    ) => Assert.Equal(hidden, new ClassAttribute(dataClass) { Handle = handle, Prose = prose }.IsHidden);

    [Fact]
    public void The_record_of_a_handle_is_the_one_beside_it_unless_told() =>
        Assert.Equal("Id", new ClassAttribute(DataClass.Confidential).Of);
}

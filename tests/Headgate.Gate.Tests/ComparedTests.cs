using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests;

public sealed class ComparedTests
{
    private static Person Of(string name, string? email = null, string? phone = null) =>
        Person.Of(field =>
            field switch
            {
                "name" => name,
                "email" => email,
                "phone" => phone,
                _ => null,
            }
        );

    private static readonly Compared Ada = new("contact", "con_1", Of("Ada Stone", "ada@one.example"), null);

    private static Candidate Other(string id, string name = "Ada Stone", string? email = "ada@one.example") => new(id, Of(name, email));

    [Fact]
    public void Who_is_alike_is_told_the_likest_first_and_then_by_id() =>
        Assert.Equal(
            ["con_4 Same", "con_5 Same", "con_3 Same", "con_2 Similar"],
            Ada.With([
                    Other("con_2", email: null),
                    Other("con_3", "Ada Stome"),
                    Other("con_6", "Otto Falk", "otto@two.example"),
                    Other("con_5"),
                    Other("con_4"),
                ])
                .Select(m => $"{m.Id} {m.Match.Grade}")
        );

    [Fact]
    public void Nobody_is_alike_to_themselves() => Assert.Empty(Ada.With([Other("con_1")]));

    [Fact]
    public void Who_was_as_much_alike_before_is_not_told_and_who_is_more_alike_now_is()
    {
        var renamed = Ada with { Was = Of("Ada Stone", "ada@one.example", "+14155550100") };
        Assert.Empty(renamed.With([Other("con_2"), Other("con_3", email: null)]));
        var nearer = Ada with { Was = Of("Ada Stone") };
        Assert.Equal(["con_2"], nearer.With([Other("con_2"), Other("con_3", email: null)]).Select(m => m.Id));
    }

    [Fact]
    public void It_is_new_to_whoever_is_alike_and_has_not_been_judged()
    {
        Compared ada = new("contact", "con_1", Of("Ada Stone", "ada@one.example"), null);
        ada.Knows("con_2");
        Assert.False(ada.IsNewTo([Other("con_2"), Other("con_6", "Otto Falk", "otto@two.example")]));
        Assert.True(ada.IsNewTo([Other("con_2"), Other("con_3")]));
        Assert.False(ada.IsNewTo([]));
    }
}

using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class PrincipalTests
{
    [Theory]
    [InlineData(Role.Admin, Scope.All)]
    [InlineData(Role.RevOps, Scope.All)]
    [InlineData(Role.Rep, Scope.Read | Scope.Write | Scope.Comms)]
    [InlineData(Role.Auditor, Scope.Read | Scope.Admin)]
    [InlineData((Role)99, Scope.None)]
    public void A_role_has_a_ceiling(Role role, Scope ceiling) => Assert.Equal(ceiling, Principal.CeilingOf(role));

    [Fact]
    public void The_actor_is_the_agent_else_the_person()
    {
        Assert.Equal(("agt_1", false), (Gateway.Agent.Actor, Gateway.Agent.IsPerson));
        Assert.Equal(("usr_1", true), (Gateway.Person.Actor, Gateway.Person.IsPerson));
    }

    [Fact]
    public void Answers_are_written_for_a_person_for_a_model_that_sees_details_or_for_one_that_does_not()
    {
        Assert.Equal(Audience.Person, Gateway.Person.Audience);
        Assert.Equal(Audience.Person, (Gateway.Person with { ContactDetails = false }).Audience);
        Assert.Equal(Audience.Details, Gateway.Agent.Audience);
        Assert.Equal(Audience.Handles, (Gateway.Agent with { ContactDetails = false }).Audience);
    }

    [Fact]
    public void A_principal_begins_with_little()
    {
        var by = new Principal { Tenant = "org_1", Person = "usr_1" };
        Assert.Equal((Role.Rep, Visibility.All, Scope.None, Realm.Production), (by.Role, by.Sees, by.Scopes, by.Realm));
        Assert.Equal(("", "", "UTC", DateTimeOffset.MaxValue), (by.PersonName, by.Credential, by.TimeZone, by.Expires));
        Assert.Empty(by.Team);
        Assert.Empty(by.Toolsets);
        Assert.Null(by.Only);
    }
}

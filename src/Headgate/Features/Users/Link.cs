using Headgate.Features.Agents;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>A sign-in link for a person, good for one use within a day; an administrator makes one for anybody.</summary>
[Action(
    "users.link",
    Scope.None,
    "Make a sign-in link",
    "Makes a sign-in link and a command-line token for a person.",
    Effect = Effect.Write,
    Offered = Offered.People
)]
public sealed class Link : Feature<Link.Input, Link.Output>
{
    public sealed record Input
    {
        [Says("me, name, e-mail or id"), Bounds(1, 254)]
        public required string Person { get; init; }

        [Says("Also make a token for the command line")]
        public bool? Token { get; init; }
    }

    public sealed record Output
    {
        public required string Person { get; init; }

        [ShownOnce]
        public string? SignInLink { get; init; }

        [ShownOnce]
        public string? PersonToken { get; init; }
        public required string Expires { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var person = await Owner.Resolve(reader, "person", input.Person);
        if (person.Id != call.By.Person && call.By.Role != Role.Admin)
            throw new RefusedException(
                new("users.not_yours", "Only an administrator makes sign-in links for somebody else.", "Ask an administrator.")
                {
                    Field = "person",
                }
            );
        if (person.Id != call.By.Person && await FactorRow.Has(reader, person.Id))
            throw new RefusedException(
                new(
                    "users.has_factor",
                    $"{person.Name} signs in with a passkey or a password; nobody else's link stands in for it.",
                    "They sign in themselves. If they have lost it: headgate users reset-factors EMAIL, then make the link."
                )
                {
                    Field = "person",
                }
            );
        var link = "hgl_" + call.NewSecret("link");
        var by = Grant.MadeBy(call, person.Id);
        var plan = Grant.Person(new Plan(), call, "link", link, person.Id, TimeSpan.FromHours(24), madeBy: by);
        var token = input.Token == true ? "hgp_" + call.NewSecret("person") : null;
        if (token is not null)
            Grant.Person(plan, call, "person", token, person.Id, TimeSpan.FromDays(30), 1, by);
        return Answer(
            new Output
            {
                Person = person.Id,
                SignInLink = link,
                PersonToken = token,
                Expires = Moments.Iso(call.At.AddHours(24)),
            },
            plan
        );
    }
}

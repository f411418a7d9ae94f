using Headgate.Features.Calendars;
using Headgate.Features.Users;

namespace Headgate.Features.Demo;

/// <summary>Who works here: four teams, their leads and reps, revenue operations and an auditor. Two reps' calls have changed this week.</summary>
internal static class Staff
{
    private const string Eastern = "America/New_York";
    private const string Central = "America/Chicago";
    private const string London = "Europe/London";
    private const string Berlin = "Europe/Berlin";

    private static readonly (string Name, string Region)[] Teams =
    [
        ("Funding East", "US North-East"),
        ("Funding Midwest", "US Midwest"),
        ("Europe", "Europe"),
        ("Customer success", "all"),
    ];

    private static readonly (string Name, string Role, string Sees, string Title, string Zone, int Team, int Now, int Before)[] People =
    [
        ("Renée Thibodeaux", "rep", "team", "Team lead", Eastern, 0, 1, 1),
        ("Marisol Quiñones", "rep", "team", "Senior funding advisor", Eastern, 0, 5, 4),
        ("Tobias Achterberg", "rep", "team", "Funding advisor", Eastern, 0, 4, 4),
        ("Priya Raghunathan", "rep", "team", "Funding advisor", Eastern, 0, 3, 4),
        ("Kwame Asante-Boateng", "rep", "team", "Team lead", Central, 1, 1, 1),
        ("Devin Okonkwo", "rep", "team", "Senior funding advisor", Central, 1, 4, 4),
        ("Hannah Lindqvist", "rep", "team", "Funding advisor", Central, 1, 3, 3),
        ("Elżbieta Nowicka", "rep", "team", "Team lead", London, 2, 1, 1),
        ("Aoife Brannigan", "rep", "team", "Account executive", London, 2, 1, 7),
        ("Mateusz Wróblewski", "rep", "team", "Account executive", Berlin, 2, 8, 3),
        ("Luís Ferreira", "rep", "all", "Head of customer success", Eastern, 3, 1, 1),
        ("Zeynep Karaca", "rep", "team", "Success manager", Berlin, 3, 2, 2),
        ("Jonah Feldstein", "rep", "own", "Success manager", Central, 3, 3, 3),
        ("Inês Caldeira", "revops", "all", "Revenue operations", Eastern, -1, 0, 0),
        ("Gunnar Sæther", "auditor", "all", "Internal audit", London, -1, 0, 0),
    ];

    public static IReadOnlyList<Colleague> Make(Company it) =>
        [
            new()
            {
                Id = it.Ground.Admin.Id,
                Calendar = it.Ground.Calendar?.Id ?? it.Bed.NewId(Calendar.Kind, it.Opened),
                Name = "Alex Marchetti",
                Role = "admin",
                Sees = "all",
                Title = "Managing director",
                Zone = Eastern,
                Team = -1,
                Calls = (0, 0),
            },
            .. People.Select(p => new Colleague
            {
                Id = it.Bed.NewId(User.Kind, it.Opened),
                Calendar = it.Bed.NewId(Calendar.Kind, it.Opened),
                Name = p.Name,
                Role = p.Role,
                Sees = p.Sees,
                Title = p.Title,
                Zone = p.Zone,
                Team = p.Team,
                Calls = (p.Now, p.Before),
            }),
        ];

    public static void Plant(Company it)
    {
        var (bed, opened) = (it.Bed, it.Opened);
        var teams = Teams.Select(_ => bed.NewId(Team.Kind, opened)).ToArray();
        for (var i = 0; i < Teams.Length; i++)
            bed.Insert(
                Team.Kind,
                teams[i],
                [
                    ("name", Teams[i].Name),
                    ("manager_id", it.Colleagues.First(c => c.Team == i).Id),
                    ("region", Teams[i].Region),
                    .. Seedbed.Clocks(opened),
                ]
            );
        PlantAdmin(it);
        foreach (var one in it.Colleagues.Skip(1))
        {
            bed.Insert(
                User.Kind,
                one.Id,
                [
                    ("name", one.Name),
                    ("email", one.Email),
                    ("role", one.Role),
                    ("sees", one.Sees),
                    ("team_id", one.Team < 0 ? null : teams[one.Team]),
                    ("time_zone", one.Zone),
                    ("status", "active"),
                    ("title", one.Title),
                    (
                        "phone",
                        Names.Phone(
                            new(one.Name),
                            one.Zone == London ? "United Kingdom"
                                : one.Zone == Berlin ? "Germany"
                                : ""
                        )
                    ),
                    .. Seedbed.Clocks(opened),
                ],
                (Invite.EmailClaim, one.Email)
            );
            bed.Insert(
                Calendar.Kind,
                one.Calendar,
                [
                    ("user_id", one.Id),
                    ("name", "Work"),
                    ("time_zone", one.Zone),
                    ("work_from", one.Zone == Central ? "08:00" : "09:00"),
                    ("work_to", one.Zone == Central ? "16:30" : "17:30"),
                    ("work_days", "1,2,3,4,5"),
                    .. Seedbed.Clocks(opened),
                ]
            );
        }
    }

    private static void PlantAdmin(Company it)
    {
        var (was, admin) = (it.Ground.Admin, it.Colleagues[0]);
        it.Bed.Update(
            User.Kind,
            was.Id,
            was.Version,
            ("name", was.Name, admin.Name),
            ("title", was.Title, admin.Title),
            ("time_zone", was.TimeZone, Eastern),
            ("updated_at", was.UpdatedAt, it.Almanac.Now)
        );
        if (it.Ground.Calendar is { } calendar)
            it.Bed.Update(
                Calendar.Kind,
                calendar.Id,
                calendar.Version,
                ("time_zone", calendar.TimeZone, Eastern),
                ("updated_at", calendar.CreatedAt, it.Almanac.Now)
            );
        else
            it.Bed.Insert(
                Calendar.Kind,
                admin.Calendar,
                [
                    ("user_id", admin.Id),
                    ("name", "Work"),
                    ("time_zone", Eastern),
                    ("work_from", "09:00"),
                    ("work_to", "17:00"),
                    ("work_days", "1,2,3,4,5"),
                    .. Seedbed.Clocks(it.Opened),
                ]
            );
    }
}

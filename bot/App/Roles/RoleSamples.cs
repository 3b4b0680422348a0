using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Roles;

/// <summary>A sample of each card of roles and absences.</summary>
internal static class RoleSamples
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    /// <summary>The samples.</summary>
    /// <param name="say">Passes everything that people wrote through another voice, so that a test can tell it from the bot's own
    /// words.</param>
    public static IEnumerable<GalleryGroup> Of(Func<string, string> say) =>
        [new("roles", RolesTexts.Heading, [.. Overviews(say), .. Giving(say), .. Absences(say)])];

    private static IEnumerable<GallerySample> Overviews(Func<string, string> say) =>
    [
        new("roles-member", "Roles, as a member of one team sees them", () => RoleCards.Overview(Overview(say, 1))),
        new(
            "roles-administrator", "Roles, as an administrator sees them: the second page of teams",
            () => RoleCards.Overview(Overview(say, 9, earlier: 4) with { MayGive = true, MayGoAway = true })),
        new(
            "roles-away", "Roles, as a lead sees them who is away, after words that mean nothing",
            () => RoleCards.Overview(Overview(say, 1) with { MayGoAway = true, IsAway = true }, say("holidays"))),
        new("roles-nothing", "Roles, for somebody from outside", () => RoleCards.Overview(new(Page(say, 0, 0), [], []))),
    ];

    private static IEnumerable<GallerySample> Giving(Func<string, string> say) =>
    [
        new("role-give", "Form that gives a role", () => Shown(GiveRole.Form(Beginning(say)))),
        new(
            "role-give-complaints", "Form that gives a role to somebody who is typed, and complains",
            () => Complaining(
                GiveRole.Form(Beginning(say) with { People = null }), (nameof(NewRole.Person), say("Bao")),
                (nameof(NewRole.Role), Role.Lead), (nameof(NewRole.Team), "0"))),
        new("role-who", "Which of several people is meant", () => Shown(ChoosePerson.Form(say("Ann"), new(People(say))))),
        new(
            "role-nobody", "Nobody is called so",
            () => Shown(ChoosePerson.Form(say("Xaver"), new([], Wording.Say(RolesTexts.NobodyCalled, say("Xaver")))))),
        new(
            "role-given", "A role was given",
            () => RoleCards.Given(new(null, true, say("Bao Nguyen"), Role.Lead, say("Operations")))),
        new("role-take", "Form that takes a role away", () => Shown(TakeRole.Form(Held(say)))),
        new("role-whose", "Whose role is taken away, where there are too many to choose from", () => Shown(TakeRole.WhoseForm())),
        new(
            "role-taken", "A role was taken away",
            () => RoleCards.Taken(new(null, true, say("Bao Nguyen"), Role.ErrorLead))),
        new("role-last", "The last administrator stays", () => RoleCards.Ended(RolesTexts.LastAdministrator)),
    ];

    private static IEnumerable<GallerySample> Absences(Func<string, string> say) =>
    [
        new("away-form", "Form of somebody who goes away", () => Shown(GoAway.Form(Today(say), null))),
        new(
            "away-form-unread", "The form after words of which only the deputy was understood",
            () => Shown(GoAway.Form(Today(say) with { Deputy = "#2" }, say("whenever")))),
        new(
            "away-until", "Somebody is away until a day, and a deputy decides",
            () => AbsenceCards.Away(new(null, Now.AddDays(7), say("Bao Nguyen"), say("Bao Nguyen")))),
        new("away-covered", "Somebody is away and named nobody", () => AbsenceCards.Away(new())),
        new(
            "away-chain", "Somebody is away, and so is their deputy",
            () => AbsenceCards.Away(new(null, null, say("Bao Nguyen"), say("Ines Weber")))),
        new("away-back", "Somebody is back", AbsenceCards.Back),
    ];

    private static RoleOverview Overview(Func<string, string> say, int teams, int earlier = 0)
    {
        var page = Page(say, teams, earlier);
        RoleHolder[] leads =
        [
            new(say("Alex Rivera"), Role.Lead, RoleSource.Owner, Away: new(Now.AddDays(7), say("Bao Nguyen"))),
            new(say("Bao Nguyen"), Role.Lead, RoleSource.Given, say("Ada Okafor"), Now.AddDays(-20), new(null, null)),
            new(null, Role.Lead, RoleSource.Settings),
            new(say("Ines Weber"), Role.Verifier, RoleSource.Given, null, Now.AddDays(-3)),
        ];
        return new(
            page,
            [.. page.Items.Select((team, i) => new TeamRoles(team.Name, i is 0 ? [.. leads] : i is 1 ? [] :
                [new(say("Kim Sato"), Role.Lead, RoleSource.Installer)]))],
            [
                new(say("Ada Okafor"), Role.Administrator, RoleSource.Settings),
                new(say("Ines Weber"), Role.ErrorLead, RoleSource.Given, say("Ada Okafor"), Now.AddDays(-90), new(null, say("Kim Sato"))),
            ]);
    }

    private static ListPage<Team> Page(Func<string, string> say, int all, int earlier)
    {
        string[] names = ["Operations", "Customer care", "Releases", "Finance", "Night shift", "Warehouse", "Labs", "Office", "Field"];
        Team[] teams = [.. names.Take(all).Select((name, i) => new Team(
            new(i + 1), null, $"19:{i}", null, say(name), null, null, null, null, null, false, null, Now, null))];
        return new([.. teams.Skip(earlier).Take(RoleCards.TeamsPerPage)], earlier, all, team => -team.Id.Value);
    }

    private static GiveBeginning Beginning(Func<string, string> say) =>
        new(People(say), [new(1, say("Operations")), new(2, say("Customer care"))]);

    private static AwayBeginning Today(Func<string, string> say) => new(DateOnly.FromDateTime(Now.Date), People(say));

    private static ChosenPerson[] People(Func<string, string> say) =>
        [new(1, "#1", say("Ann Lee · ann.lee@example.com")), new(2, "#2", say("Ann Lee · ann.lee2@example.com"))];

    private static HeldRole[] Held(Func<string, string> say) =>
    [
        new(2, say("Bao Nguyen"), Role.Lead, 1, say("Operations")), new(3, say("Ines Weber"), Role.ErrorLead, 0),
    ];

    private static Card Shown<T>(Form<T> form) where T : notnull =>
        form.Filled(Values.None, Problems.None).WithSubmit(form.Submit ?? "", []);

    private static Card Complaining(Form<NewRole> form, params (string Input, string Value)[] typed)
    {
        var values = typed.Aggregate(Values.None, (all, each) => all.With(each.Input, each.Value));
        return form.Filled(values, form.Read(values, RolesJson.Default.NewRole).Problems).WithSubmit(form.Submit ?? "", []);
    }
}

using Dapper;
using FluentAssertions;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.People;

/// <summary>What every engine must do to find who leads what.</summary>
public abstract class PrincipalReaderCompliance : PeopleScopeCompliance
{
    private const string Group = "0aaaaaaa-0000-0000-0000-000000000001";

    private protected PrincipalReaderCompliance(StorageEngine engine)
        : base(engine, roles: Settings)
    {
    }

    internal static void Settings(RolesSettings roles)
    {
        roles.Administrators.Add(PeopleScope.AadOf("Adam").ToUpperInvariant());
        roles.Leads.Add(new() { Person = PeopleScope.AadOf("Lea"), Team = "0BBBBBBB-0000-0000-0000-000000000002" });
        roles.Leads.Add(new() { Person = PeopleScope.AadOf("Erik"), Role = "error-lead" });
    }

    [StoreFact]
    public async Task An_administrator_is_one_by_the_settings()
    {
        Scope.PrincipalOf(await Scope.Keep("Adam")).IsAdministrator.Should().BeTrue();
        Scope.PrincipalOf(await Scope.Keep("Bob")).IsAdministrator.Should().BeFalse();
    }

    [StoreFact]
    public async Task A_lead_of_the_settings_leads_that_team_alone()
    {
        var lea = await Scope.Keep("Lea");
        var (first, second) = (await Install("First", Group), await Install("Second", "0bbbbbbb-0000-0000-0000-000000000002"));

        var standing = Scope.PrincipalOf(lea);

        standing.LeadsRecordsOf(second, Role.ErrorLead).Should().BeTrue();
        standing.LeadsRecordsOf(first, Role.ErrorLead).Should().BeFalse();
        standing.LeadsRecordsOf(null, Role.ErrorLead).Should().BeFalse();
    }

    [StoreFact]
    public async Task An_error_lead_leads_errors_of_all_teams_but_not_those_without()
    {
        var team = await Install("First", Group);

        var standing = Scope.PrincipalOf(await Scope.Keep("Erik"));

        standing.LeadsRecordsOf(team, Role.ErrorLead).Should().BeTrue();
        standing.LeadsRecordsOf(null, Role.ErrorLead).Should().BeFalse();
    }

    [StoreFact]
    public async Task Whoever_installed_the_bot_leads_until_an_owner_is_known()
    {
        var (installer, owner) = (await Scope.Keep("Ina"), await Scope.Keep("Otto"));
        var team = await Install("First", Group, installer.Id);
        Scope.PrincipalOf(installer).Leads.Should().Equal(team);

        await Scope.Write(s => s.GetRequiredService<Teams>().Joined(team, owner.Id, isOwner: true));

        Scope.PrincipalOf(owner).Leads.Should().Equal(team);
        Scope.PrincipalOf(installer).Leads.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Whoever_installed_the_bot_does_not_lead_where_the_settings_name_somebody()
    {
        var installer = await Scope.Keep("Ina");
        await Install("Second", "0bbbbbbb-0000-0000-0000-000000000002", installer.Id);

        Scope.PrincipalOf(installer).Leads.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_was_asked_as_a_turn_began_counts_until_its_commit_begins()
    {
        var rita = await Scope.Keep("Rita");

        Scope.Read(services =>
        {
            var (principals, database) = (services.GetRequiredService<PrincipalReader>(), services.GetRequiredService<Session>());
            principals.AskAhead(new ObservedPerson("home", PeopleScope.AadOf("Rita"), "29:Rita", "Rita"));
            database.Statements.Any($"SELECT 1 FROM people").Should().BeTrue("that is answered together with what was asked");
            Give(rita, Role.IntegrationLead, null).GetAwaiter().GetResult();

            principals.Of(rita).LeadsSomething.Should().BeFalse("the turn decides by what it began with");
            services.GetRequiredService<TurnStore>().Commit(null, services, _ =>
            {
                principals.Of(rita).LeadsSomething.Should().BeTrue("what a commit decides is read in it");
                return default;
            }, default).GetAwaiter().GetResult().Should().Be(CommitOutcome.Committed);
            principals.Of(rita).LeadsSomething.Should().BeTrue("that the turn began is long ago");
            return true;
        });
    }

    [StoreFact]
    public async Task What_was_asked_ahead_about_one_person_says_nothing_of_another()
    {
        var (rita, rob) = (await Scope.Keep("Rita"), await Scope.Keep("Rob"));
        await Give(rita, Role.IntegrationLead, null);

        Scope.Read(services =>
        {
            var principals = services.GetRequiredService<PrincipalReader>();
            principals.AskAhead(new ObservedPerson("home", PeopleScope.AadOf("Rita"), "29:Rita", "Rita"));
            return (principals.Of(rita).LeadsSomething, principals.Of(rob).LeadsSomething, principals.IsAdministrator(rob));
        }).Should().Be((true, false, false));
    }

    [StoreFact]
    public async Task Roles_given_in_the_chat_count_for_a_team_or_everywhere()
    {
        var (rita, rob) = (await Scope.Keep("Rita"), await Scope.Keep("Rob"));
        var team = await Install("First", Group);
        await Give(rita, Role.Lead, team);
        await Give(rob, Role.IntegrationLead, null);

        Scope.PrincipalOf(rita).Leads.Should().Equal(team);
        Scope.PrincipalOf(rob).LeadsAll(Role.ErrorLead).Should().BeTrue();
    }

    [StoreFact]
    public async Task Members_are_in_their_teams_and_guests_count_as_outside()
    {
        var (member, guest) = (
            await Scope.Keep("Mia"),
            await Scope.Keep(new ObservedPerson("other", PeopleScope.AadOf("Gus"), "29:Gus", "Gus") { IsGuest = true }));
        var team = await Install("First", Group);
        await Scope.Write(s =>
            { s.GetRequiredService<Teams>().Joined(team, member.Id); s.GetRequiredService<Teams>().Joined(team, guest.Id); });

        Scope.PrincipalOf(member).IsIn(team).Should().BeTrue();
        Scope.PrincipalOf(guest).IsIn(team).Should().BeFalse();
        Scope.PrincipalOf(member).IsIn(null).Should().BeFalse();
    }

    private Task<TeamId> Install(string name, string group, PersonId? by = null) =>
        Scope.Write(s => s.GetRequiredService<Teams>().Installed(new($"19:{name}", group, "home", name, null), "c", by));

    private Task<int> Give(Person person, string role, TeamId? team) => Scope.Write(s => s.GetRequiredService<Session>().Connection.Execute(
        "INSERT INTO roles (person, role, team, given_at) VALUES (@person, @role, @team, 1)",
            new { person = person.Id.Value, role, team = team?.Value }));
}

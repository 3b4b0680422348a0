using FluentAssertions;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.People;

/// <summary>What every engine must do to find who decides for whom.</summary>
public abstract class DeputiesCompliance : PeopleScopeCompliance
{
    private protected DeputiesCompliance(StorageEngine engine)
        : base(engine, roles: roles => roles.Administrators.Add(PeopleScope.AadOf("Adam")))
    {
    }

    [StoreFact]
    public async Task A_deputy_leads_what_the_lead_leads_as_long_as_the_absence_lasts()
    {
        var (team, lea, dan) = (await Install("First"), await Scope.Keep("Lea"), await Scope.Keep("Dan"));
        await Give(lea, Role.Lead, team);
        await Give(lea, Role.PatternLead, null);

        await GoAway(lea, dan, PeopleScope.Now.AddDays(-2), PeopleScope.Now);
        Scope.PrincipalOf(dan).LeadsSomething.Should().BeFalse("it is over");
        await GoAway(lea, dan, PeopleScope.Now.AddHours(1), null);
        Scope.PrincipalOf(dan).LeadsSomething.Should().BeFalse("it has not begun");
        await GoAway(lea, dan, PeopleScope.Now, PeopleScope.Now.AddMilliseconds(1));

        var deputy = Scope.PrincipalOf(dan);
        deputy.Leads.Should().Equal(team);
        deputy.LeadsAll(Role.PatternLead).Should().BeTrue();
        deputy.LeadsAll(Role.ErrorLead).Should().BeFalse();
        deputy.MayDecide(new(team, Role.ErrorLead, [])).Should().BeTrue();
        deputy.MayDecide(new(team, Role.ErrorLead, [lea.Id])).Should().BeFalse();
        deputy.Own.LeadsSomething.Should().BeFalse();
        await Scope.Write(s => AbsenceRows.End(Of(s), lea.Id, PeopleScope.Now));
        Scope.PrincipalOf(dan).LeadsSomething.Should().BeFalse("she is back");
    }

    [StoreFact]
    public async Task The_deputy_of_a_deputy_who_is_away_stands_in_and_nobody_else()
    {
        var (team, lea, dan, eve) = (await Install("First"), await Scope.Keep("Lea"), await Scope.Keep("Dan"), await Scope.Keep("Eve"));
        await Give(lea, Role.Lead, team);
        await GoAway(lea, dan, PeopleScope.Now, null);
        await GoAway(dan, eve, PeopleScope.Now, null);

        Scope.PrincipalOf(eve).Leads.Should().Equal(team);
        Scope.PrincipalOf(dan).Leads.Should().BeEmpty("he is away himself");
        await GoAway(eve, lea, PeopleScope.Now, null);
        Scope.PrincipalOf(eve).Leads.Should().BeEmpty("it goes in a circle");
    }

    [StoreFact]
    public async Task A_guest_stands_in_for_nobody()
    {
        var (team, lea) = (await Install("First"), await Scope.Keep("Lea"));
        var gus = await Scope.Keep(new ObservedPerson("other", PeopleScope.AadOf("Gus"), "29:Gus", "Gus") { IsGuest = true });
        await Give(lea, Role.Lead, team);
        await GoAway(lea, gus, PeopleScope.Now, null);

        Scope.PrincipalOf(gus).LeadsSomething.Should().BeFalse();
        (await Scope.Write(s => AbsenceRows.At(Of(s), PeopleScope.Now))).StandInFor(lea.Id, []).Should().BeNull();
    }

    [StoreFact]
    public async Task Whom_to_ask_follows_roles_and_absences()
    {
        var (adam, lea, bo, dan) = (
            await Scope.Keep("Adam"), await Scope.Keep("Lea"), await Scope.Keep("Bo"), await Scope.Keep("Dan"));
        var team = await Install("First", lea.Id);
        await Give(bo, Role.ErrorLead, null);
        Asked(new(team, Role.ErrorLead, [])).Should()
            .Equal(new Decider(lea.Id, DeciderRule.TeamLead), new Decider(bo.Id, DeciderRule.ComponentLead));

        await GoAway(lea, dan, PeopleScope.Now, null);
        Asked(new(team, Role.ErrorLead, [])).Should()
            .Equal(new Decider(dan.Id, DeciderRule.TeamLead, lea.Id), new Decider(bo.Id, DeciderRule.ComponentLead));
        Asked(new(team, Role.ErrorLead, [dan.Id])).Should().Equal(new Decider(bo.Id, DeciderRule.ComponentLead));
        Asked(new(team, Role.PatternLead, [lea.Id])).Should().Equal(new Decider(adam.Id, DeciderRule.Administrator));
        Scope.Read(s => s.GetRequiredService<Leads>().Of(team, Role.PatternLead)).Select(each => each.Name).Should().Equal("Dan");
        Asked(new(null, Role.ErrorLead, [])).Should().Equal(new Decider(adam.Id, DeciderRule.Administrator));
        Asked(new(null, Role.ErrorLead, [adam.Id])).Should().BeEmpty();
    }

    [StoreFact]
    public async Task An_agent_is_asked_for_no_decision_whatever_role_it_was_given()
    {
        var (lea, bo) = (await Scope.Keep("Lea"), await Scope.Keep("Bo"));
        var team = await Install("First", lea.Id);
        await Give(bo, Role.ErrorLead, null);
        await Scope.Write(s => Of(s).Execute($"UPDATE people SET person_kind = {ActorKind.Agent} WHERE id = {bo.Id.Value}"));

        Asked(new(team, Role.ErrorLead, [])).Should().Equal(new Decider(lea.Id, DeciderRule.TeamLead));
    }

    [StoreFact]
    public async Task A_role_is_given_once_and_taken_once()
    {
        var (team, other, ann) = (await Install("First"), await Install("Second"), await Scope.Keep("Ann"));
        (await Give(ann, Role.Verifier, team)).Should().BeTrue();
        (await Give(ann, Role.Verifier, team)).Should().BeFalse();
        (await Give(ann, Role.Verifier, other)).Should().BeTrue();
        (await Give(ann, Role.Administrator, null)).Should().BeTrue();
        (await Give(ann, Role.Administrator, null)).Should().BeFalse();

        Scope.Read(s => RoleRows.All(Of(s))).Should().HaveCount(3);
        Scope.PrincipalOf(ann).Leads.Should().BeEmpty("who verifies leads nothing");
        (await Scope.Write(s => RoleRows.Hold(Of(s), Role.Administrator))).Should().Be(1);
        (await Scope.Write(s => RoleRows.Take(Of(s), ann.Id, Role.Verifier, team))).Should().BeTrue();
        (await Scope.Write(s => RoleRows.Take(Of(s), ann.Id, Role.Verifier, team))).Should().BeFalse();
        (await Scope.Write(s => RoleRows.Take(Of(s), ann.Id, Role.Administrator, null))).Should().BeTrue();
        Scope.Read(s => RoleRows.All(Of(s))).Should().ContainSingle().Which.Team.Should().Be(other);
    }

    private IReadOnlyList<Decider> Asked(Decision decision) => Scope.Read(s => s.GetRequiredService<Leads>().Deciders(decision));

    private Task<TeamId> Install(string name, PersonId? by = null) =>
        Scope.Write(s => s.GetRequiredService<Teams>().Installed(new($"19:{name}", null, "home", name, null), "c", by));

    private Task<bool> Give(Person person, string role, TeamId? team) =>
        Scope.Write(s => RoleRows.Give(Of(s), new(person.Id, role, team, null, PeopleScope.Now)));

    private Task GoAway(Person person, Person deputy, DateTimeOffset from, DateTimeOffset? until) =>
        Scope.Write(s => AbsenceRows.Set(Of(s), new(person.Id, deputy.Id, from, until), person.Id, PeopleScope.Now));

    private static Statements Of(IServiceProvider services) => services.GetRequiredService<Session>().Statements;
}

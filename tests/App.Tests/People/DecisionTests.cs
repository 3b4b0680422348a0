using FluentAssertions;
using Improvement.Bot.People;
using Xunit;

namespace Improvement.Bot.Tests.People;

/// <summary>Who is asked to decide: pure, without a database.</summary>
public sealed class DecisionTests
{
    private static readonly DateTimeOffset Now = PeopleScope.Now;
    private static readonly TeamId Team = new(1);
    private static readonly PersonId Ann = new(1), Bo = new(2), Cleo = new(3), Dan = new(4), Eve = new(5), Ada = new(9);

    private static readonly (PersonId, DeciderRule)[] Everybody =
    [
        (Ada, DeciderRule.Administrator), (Cleo, DeciderRule.IntegrationLead), (Bo, DeciderRule.TeamLead), (Ann, DeciderRule.TeamLead),
    ];

    [Fact]
    public void Team_leads_come_first_and_administrators_only_where_nobody_else_is()
    {
        Asked([]).Should().Equal(
            new Decider(Bo, DeciderRule.TeamLead), new Decider(Ann, DeciderRule.TeamLead), new Decider(Cleo, DeciderRule.IntegrationLead));
        Asked([], Bo, Ann, Cleo).Should().Equal(new Decider(Ada, DeciderRule.Administrator));
        Asked([], Bo, Ann, Cleo, Ada).Should().BeEmpty("everybody who may is excluded");
    }

    [Fact]
    public void Where_more_are_needed_than_lead_the_administrators_may_decide_as_well() =>
        new Decision(Team, Role.ErrorLead, [], Needed: 4).InOrder(Everybody, Absences.None).Should()
            .HaveCount(4).And.Contain(new Decider(Ada, DeciderRule.Administrator));

    [Fact]
    public void The_deputy_is_asked_in_the_place_of_the_lead() =>
        Asked([Away(Bo, Dan)]).Should().StartWith(new Decider(Dan, DeciderRule.TeamLead, For: Bo)).And.NotContain(d => d.Person == Bo);

    [Fact]
    public void Who_named_no_deputy_is_covered_by_the_next_lead() =>
        Asked([Away(Bo, null)]).Select(decider => decider.Person).Should().Equal(Ann, Cleo);

    [Fact]
    public void Who_leads_themselves_is_asked_in_their_own_right() =>
        Asked([Away(Bo, Ann)]).Should().StartWith(new Decider(Ann, DeciderRule.TeamLead)).And.ContainSingle(d => d.Person == Ann);

    [Fact]
    public void A_chain_has_at_most_three_steps()
    {
        Absence[] two = [Away(Bo, new(11)), Away(new(11), new(12))];
        Absence[] three = [.. two, Away(new(12), Dan)];
        Absence[] four = [.. two, Away(new(12), new(13)), Away(new(13), Dan)];

        new Absences(two).StandInFor(Bo, [])!.Person.Should().Be(new PersonId(12));
        new Absences(three).StandInFor(Bo, [])!.Person.Should().Be(Dan);
        new Absences(four).StandInFor(Bo, []).Should().BeNull();
        Asked(four)[0].Person.Should().Be(Ann);
    }

    [Fact]
    public void A_circle_ends_and_the_next_lead_is_asked() =>
        Asked([Away(Bo, Dan), Away(Dan, Bo), Away(Ann, Ann)]).Should().Equal(new Decider(Cleo, DeciderRule.IntegrationLead));

    [Fact]
    public void A_deputy_who_is_excluded_is_not_asked_and_passes_nothing_on()
    {
        Asked([Away(Bo, Dan)], Dan)[0].Person.Should().Be(Ann);
        Asked([Away(Bo, Dan), Away(Dan, Eve)], Dan).Should().NotContain(decider => decider.Person == Eve);
        Asked([Away(Bo, Dan)], Bo).Should().NotContain(decider => decider.Person == Dan, "nobody decides in the stead of who must not");
    }

    [Fact]
    public void Where_everybody_is_away_those_who_may_are_asked_all_the_same() =>
        Asked([Away(Bo, null), Away(Ann, null), Away(Cleo, null), Away(Ada, Dan)]).Should()
            .Equal(Everybody.OrderBy(each => each.Item2).Select(each => new Decider(each.Item1, each.Item2, IsAway: true)));

    [Fact]
    public void A_deputy_of_an_administrator_looks_after_nothing()
    {
        var ada = new Principal(Ada, false, [Role.Administrator, Role.ErrorLead], [], []);
        var deputy = new Principal(Dan, false, [], [], []).StandingInFor([new(ada, [Ada])]);

        deputy.IsAdministrator.Should().BeFalse();
        deputy.LeadsAll(Role.ErrorLead).Should().BeTrue();
        deputy.Own.LeadsSomething.Should().BeFalse();
    }

    [Fact]
    public void A_deputy_may_decide_within_the_scope_of_the_lead_alone_and_never_in_the_stead_of_who_must_not()
    {
        var bo = new Principal(Bo, false, [], [Team], [Team]);
        var dan = new Principal(Dan, false, [], [], []).StandingInFor([new(bo, [Bo, Eve])]);

        dan.MayDecide(new(Team, Role.ErrorLead, [])).Should().BeTrue();
        dan.MayDecide(new(new TeamId(2), Role.ErrorLead, [])).Should().BeFalse();
        foreach (var excluded in new[] { Dan, Bo, Eve }) dan.MayDecide(new(Team, Role.ErrorLead, [excluded])).Should().BeFalse();
    }

    private static Absence Away(PersonId person, PersonId? deputy) => new(person, deputy, Now, null);

    private static IReadOnlyList<Decider> Asked(IEnumerable<Absence> absences, params PersonId[] excluded) =>
        new Decision(Team, Role.ErrorLead, [.. excluded]).InOrder(Everybody, new(absences));
}

using FluentAssertions;
using Improvement.Bot.People;
using Xunit;

namespace Improvement.Bot.Tests.People;

public sealed class PermissionsTests
{
    private static readonly TeamId Team = new(1);
    private static readonly PersonId Reporter = new(10);
    private static readonly ErrorFacts Fresh = new(Team, Reporter, null, IsRestricted: false, IsNamed: false, IsWitness: false, TeamShares: true, IsTriaged: false);

    private static readonly Principal Author = Principal.Stranger with { Person = Reporter, IsGuest = false };
    private static readonly Principal Member = Principal.Stranger with { Person = new(11), IsGuest = false, Teams = [Team] };
    private static readonly Principal Lead = Principal.Stranger with { Person = new(12), IsGuest = false, Leads = [Team] };
    private static readonly Principal ErrorLead = Principal.Stranger with { Person = new(13), IsGuest = false, Roles = [Role.ErrorLead] };
    private static readonly Principal Administrator = Principal.Stranger with { Person = new(14), IsGuest = false, Roles = [Role.Administrator] };
    private static readonly Principal Outsider = Principal.Stranger with { Person = new(15), IsGuest = false, Teams = [new TeamId(2)] };
    private static readonly Principal Guest = Principal.Stranger with { Person = new(16), Teams = [Team] };

    [Fact]
    public void Everybody_reports_and_searches()
    {
        foreach (var who in new[] { Author, Member, Lead, Administrator, Outsider, Guest, Principal.Stranger })
        {
            Permissions.May(who, ErrorAction.Report).Should().BeTrue();
            Permissions.May(who, ErrorAction.Search).Should().BeTrue();
        }
    }

    [Fact]
    public void Only_the_reporter_edits_and_only_until_triage()
    {
        Allowed(ErrorAction.Edit, Fresh).Should().Equal(Author);
        Allowed(ErrorAction.Edit, Fresh with { IsTriaged = true }).Should().BeEmpty();
    }

    [Fact]
    public void The_reporter_withdraws_until_triage_and_leads_at_any_time()
    {
        Allowed(ErrorAction.Withdraw, Fresh).Should().Equal(Author, Lead, ErrorLead, Administrator);
        Allowed(ErrorAction.Withdraw, Fresh with { IsTriaged = true }).Should().Equal(Lead, ErrorLead, Administrator);
    }

    [Fact]
    public void Leads_and_administrators_triage() => Allowed(ErrorAction.Triage, Fresh).Should().Equal(Lead, ErrorLead, Administrator);

    [Fact]
    public void A_report_without_a_team_is_the_administrators_and_its_reporters()
    {
        Allowed(ErrorAction.See, Fresh with { Team = null, TeamShares = false }).Should().Equal(Author, Administrator);
        Allowed(ErrorAction.Triage, Fresh with { Team = null, TeamShares = false }).Should().Equal(Administrator);
    }

    [Fact]
    public void Who_sees_number_and_title_can_say_same_thing_but_adds_no_detail()
    {
        Permissions.May(Outsider, ErrorAction.Witness, Fresh).Should().BeTrue();
        Permissions.May(Outsider, ErrorAction.AddDetail, Fresh).Should().BeFalse();
        Permissions.May(Guest, ErrorAction.Witness, Fresh).Should().BeFalse();
    }

    [Fact]
    public void A_restricted_error_is_seen_by_those_whom_it_concerns() =>
        Allowed(ErrorAction.See, Fresh with { IsRestricted = true }).Should().Equal(Author, Lead, ErrorLead, Administrator);

    [Fact]
    public void A_refusal_says_nothing_about_what_one_may_not_see() =>
        Permissions.WhyNot(ErrorAction.Edit, AccessLevel.Nothing).Should().NotBe(Permissions.WhyNot(ErrorAction.Edit, AccessLevel.Everything)).And.Be(Permissions.WhyNot(ErrorAction.See, AccessLevel.Nothing));

    private static IEnumerable<Principal> Allowed(ErrorAction action, ErrorFacts error) =>
        new[] { Author, Member, Lead, ErrorLead, Administrator, Outsider, Guest, Principal.Stranger }.Where(who => Permissions.May(who, action, error));
}

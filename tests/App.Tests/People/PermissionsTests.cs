using FluentAssertions;
using Improvement.Bot.People;
using Xunit;

namespace Improvement.Bot.Tests.People;

public sealed class PermissionsTests
{
    private static readonly TeamId Team = new(1);
    private static readonly PersonId Reporter = new(10);
    private static readonly ErrorFacts Fresh = new(Team, Reporter, null, IsRestricted: false, IsNamed: false, IsWitness: false, TeamShares: true, IsTriaged: false);

    private static readonly Standing Author = Standing.Stranger with { Person = Reporter, IsGuest = false };
    private static readonly Standing Member = Standing.Stranger with { Person = new(11), IsGuest = false, Teams = [Team] };
    private static readonly Standing Lead = Standing.Stranger with { Person = new(12), IsGuest = false, Leads = [Team] };
    private static readonly Standing ErrorLead = Standing.Stranger with { Person = new(13), IsGuest = false, Roles = [Role.ErrorLead] };
    private static readonly Standing Administrator = Standing.Stranger with { Person = new(14), IsGuest = false, Roles = [Role.Administrator] };
    private static readonly Standing Outsider = Standing.Stranger with { Person = new(15), IsGuest = false, Teams = [new TeamId(2)] };
    private static readonly Standing Guest = Standing.Stranger with { Person = new(16), Teams = [Team] };

    [Fact]
    public void Everybody_reports_and_searches()
    {
        foreach (var who in new[] { Author, Member, Lead, Administrator, Outsider, Guest, Standing.Stranger })
        {
            Permissions.May(who, Deed.Report).Should().BeTrue();
            Permissions.May(who, Deed.Search).Should().BeTrue();
        }
    }

    [Fact]
    public void Only_the_reporter_edits_and_only_until_triage()
    {
        Allowed(Deed.Edit, Fresh).Should().Equal(Author);
        Allowed(Deed.Edit, Fresh with { IsTriaged = true }).Should().BeEmpty();
    }

    [Fact]
    public void The_reporter_withdraws_until_triage_and_leads_at_any_time()
    {
        Allowed(Deed.Withdraw, Fresh).Should().Equal(Author, Lead, ErrorLead, Administrator);
        Allowed(Deed.Withdraw, Fresh with { IsTriaged = true }).Should().Equal(Lead, ErrorLead, Administrator);
    }

    [Fact]
    public void Leads_and_administrators_triage() => Allowed(Deed.Triage, Fresh).Should().Equal(Lead, ErrorLead, Administrator);

    [Fact]
    public void A_report_without_a_team_is_the_administrators_and_its_reporters()
    {
        Allowed(Deed.See, Fresh with { Team = null, TeamShares = false }).Should().Equal(Author, Administrator);
        Allowed(Deed.Triage, Fresh with { Team = null, TeamShares = false }).Should().Equal(Administrator);
    }

    [Fact]
    public void Who_sees_number_and_title_can_say_same_thing_but_adds_no_detail()
    {
        Permissions.May(Outsider, Deed.Witness, Fresh).Should().BeTrue();
        Permissions.May(Outsider, Deed.AddDetail, Fresh).Should().BeFalse();
        Permissions.May(Guest, Deed.Witness, Fresh).Should().BeFalse();
    }

    [Fact]
    public void A_restricted_error_is_seen_by_those_whom_it_concerns() =>
        Allowed(Deed.See, Fresh with { IsRestricted = true }).Should().Equal(Author, Lead, ErrorLead, Administrator);

    [Fact]
    public void A_refusal_says_nothing_about_what_one_may_not_see() =>
        Permissions.WhyNot(Deed.Edit, Sight.Nothing).Should().NotBe(Permissions.WhyNot(Deed.Edit, Sight.Everything)).And.Be(Permissions.WhyNot(Deed.See, Sight.Nothing));

    private static IEnumerable<Standing> Allowed(Deed deed, ErrorFacts error) =>
        new[] { Author, Member, Lead, ErrorLead, Administrator, Outsider, Guest, Standing.Stranger }.Where(who => Permissions.May(who, deed, error));
}

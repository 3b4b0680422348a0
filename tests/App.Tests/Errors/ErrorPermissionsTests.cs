using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Connector;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

public sealed class ErrorPermissionsTests
{
    private static readonly TeamId Team = new(1);
    private static readonly PersonId Reporter = new(10);
    private static readonly AccessFacts Fresh =
        new(Team, Reporter, null, IsRestricted: false, IsNamed: false, IsWitness: false, TeamShares: true);

    private static readonly Principal Author = Principal.Stranger with { Person = Reporter, IsGuest = false };
    private static readonly Principal Member = Principal.Stranger with { Person = new(11), IsGuest = false, Teams = [Team] };
    private static readonly Principal Lead = Principal.Stranger with { Person = new(12), IsGuest = false, Leads = [Team] };
    private static readonly Principal ErrorLead = Principal.Stranger with { Person = new(13), IsGuest = false, Roles = [Role.ErrorLead] };
    private static readonly Principal Administrator =
        Principal.Stranger with { Person = new(14), IsGuest = false, Roles = [Role.Administrator] };
    private static readonly Principal Outsider = Principal.Stranger with { Person = new(15), IsGuest = false, Teams = [new TeamId(2)] };
    private static readonly Principal Guest = Principal.Stranger with { Person = new(16), Teams = [Team] };

    [Fact]
    public void Everybody_reports_and_searches()
    {
        foreach (var who in new[] { Author, Member, Lead, Administrator, Outsider, Guest, Principal.Stranger })
        {
            ErrorPermissions.May(who, ErrorAction.Report).Should().BeTrue();
            ErrorPermissions.May(who, ErrorAction.Search).Should().BeTrue();
        }
    }

    [Fact]
    public void Only_the_reporter_edits_and_only_what_was_not_withdrawn()
    {
        Allowed(ErrorAction.Edit, Fresh).Should().Equal(Author);
        Allowed(ErrorAction.Edit, Fresh, ErrorState.Withdrawn).Should().BeEmpty();
    }

    [Fact]
    public void The_reporter_and_the_leads_withdraw_what_was_not_withdrawn()
    {
        Allowed(ErrorAction.Withdraw, Fresh).Should().Equal(Author, Lead, ErrorLead, Administrator);
        Allowed(ErrorAction.Withdraw, Fresh, ErrorState.Withdrawn).Should().BeEmpty();
    }

    [Fact]
    public void Leads_and_administrators_triage() => Allowed(ErrorAction.NameReaders, Fresh).Should().Equal(Lead, ErrorLead, Administrator);

    [Fact]
    public void A_report_without_a_team_is_the_administrators_and_its_reporters()
    {
        Allowed(ErrorAction.See, Fresh with { Team = null, TeamShares = false }).Should().Equal(Author, Administrator);
        Allowed(ErrorAction.NameReaders, Fresh with { Team = null, TeamShares = false }).Should().Equal(Administrator);
    }

    [Fact]
    public void Who_sees_number_and_title_can_say_same_thing_but_adds_no_detail()
    {
        ErrorPermissions.May(Outsider, ErrorAction.Witness, new(Fresh, ErrorState.Reported)).Should().BeTrue();
        ErrorPermissions.May(Outsider, ErrorAction.AddDetail, new(Fresh, ErrorState.Reported)).Should().BeFalse();
        ErrorPermissions.May(Guest, ErrorAction.Witness, new(Fresh, ErrorState.Reported)).Should().BeFalse();
    }

    [Fact]
    public void A_restricted_error_is_seen_by_those_whom_it_concerns() =>
        Allowed(ErrorAction.See, Fresh with { IsRestricted = true }).Should().Equal(Author, Lead, ErrorLead, Administrator);

    [Fact]
    public void What_is_about_an_error_is_nobodys_without_one() =>
        ErrorPermissions.May(Administrator, ErrorAction.AddDetail).Should().BeFalse();

    [Fact]
    public void In_a_channel_of_its_team_all_of_it_stands_and_elsewhere_what_a_witness_sees()
    {
        Access.Of(Team, Fresh).Should().Be(AccessLevel.Everything);
        Access.Of(new TeamId(2), Fresh).Should().Be(AccessLevel.AsWitness);
        Access.Of(null, Fresh).Should().Be(AccessLevel.AsWitness);
        Access.Of(null, Fresh with { Team = null }).Should().Be(AccessLevel.AsWitness, "nobody knows who reads a group chat");
        Access.Of(Team, Fresh with { IsRestricted = true }).Should().Be(AccessLevel.Nothing);
    }

    [Fact]
    public void A_refusal_says_nothing_about_what_one_may_not_see() =>
        ErrorPermissions.WhyNot(ErrorAction.Edit, AccessLevel.Nothing)
            .Should()
            .NotBe(
                ErrorPermissions.WhyNot(
                    ErrorAction.Edit, AccessLevel.Everything)).And.Be(ErrorPermissions.WhyNot(ErrorAction.See, AccessLevel.Nothing));

    private static IEnumerable<Principal> Allowed(ErrorAction action, AccessFacts error, ErrorState state = ErrorState.Reported) =>
        new[] { Author, Member, Lead, ErrorLead, Administrator, Outsider, Guest, Principal.Stranger }.Where(who =>
            ErrorPermissions.May(who, action, new(error, state)));
}

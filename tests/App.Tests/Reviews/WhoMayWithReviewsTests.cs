using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FluentAssertions;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews;
using Improvement.Bot.Tests.Records;
using Xunit;

namespace Improvement.Bot.Tests.Reviews;

/// <summary>Who may take which step of a review, in every state and by every fact; drawn in <c>who-may.txt</c>.</summary>
public sealed class WhoMayWithReviewsTests
{
    private static readonly TeamId Team = new(1), OtherTeam = new(2);
    private static readonly PersonId Author = new(10);

    private static readonly ImmutableArray<(string, Principal, Func<ReviewFacts, ReviewFacts>)> Everybody =
    [
        ("author", Known(Author) with { Teams = [Team] }, TakesPart),
        ("takes part", Known(new(11)) with { Teams = [Team] }, TakesPart),
        ("has answered", Known(new(12)) with { Teams = [Team] }, review => TakesPart(review) with { HasAnswered = true }),
        ("has declined", Known(new(13)) with { Teams = [Team] }, review => TakesPart(review) with { HasDeclined = true }),
        ("member", Known(new(14)) with { Teams = [Team] }, Same),
        ("lead", Known(new(15)) with { Leads = [Team] }, Same),
        ("integration lead", Known(new(16)) with { Roles = [Role.IntegrationLead] }, Same),
        ("error lead", Known(new(17)) with { Roles = [Role.ErrorLead] }, Same),
        ("administrator", Known(new(18)) with { Roles = [Role.Administrator] }, Same),
        ("other team", Known(new(19)) with { Teams = [OtherTeam], Leads = [OtherTeam] }, Same),
        ("guest", Known(new(20)) with { IsGuest = true, Teams = [Team] }, Same),
        ("stranger", Principal.Stranger, Same),
        ("bot", Principal.Bot, Same),
    ];

    private static readonly ImmutableArray<(string, Func<ReviewFacts, ReviewFacts>)> Variants =
    [
        ("restricted", review => review with { Access = review.Access with { IsRestricted = true } }),
        ("without a team", review => review with { Access = review.Access with { Team = null } }),
    ];

    [Fact]
    public void Each_step_is_for_those_whom_the_page_names() => CheckedPage.Compare(
        new WhoMay<ReviewState, ReviewStep, ReviewFacts>(ReviewLife.Machine, Everybody, Variants).Draw(_ => new(
            new(Team, Author, Owner: null, IsRestricted: false, IsNamed: false, IsWitness: false, TeamShares: true),
            TakesPart: false, HasAnswered: false, HasDeclined: false)),
        Page());

    [Fact]
    public void It_ends_closed_or_called_off_and_what_waits_has_a_clock()
    {
        ReviewLife.Machine.States.Where(ReviewLife.Machine.IsFinal).Should().BeEquivalentTo([ReviewState.Closed, ReviewState.Cancelled]);
        ReviewLife.Machine.Timers.Select(timer => timer.State).Should().Equal(ReviewState.Collecting, ReviewState.Shown);
    }

    private static ReviewFacts TakesPart(ReviewFacts review) =>
        review with { TakesPart = true, Access = review.Access with { IsNamed = true } };

    private static ReviewFacts Same(ReviewFacts review) => review;

    private static Principal Known(PersonId person) => Principal.Stranger with { Person = person, IsGuest = false };

    private static string Page([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "who-may.txt");
}

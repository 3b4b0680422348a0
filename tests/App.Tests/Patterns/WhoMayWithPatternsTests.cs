using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FluentAssertions;
using Improvement.Bot.Patterns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Tests.Records;
using Xunit;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>Who may take which step of a pattern, in every state and by every fact; drawn in <c>who-may.txt</c>.</summary>
public sealed class WhoMayWithPatternsTests
{
    private static readonly TeamId Team = new(1), OtherTeam = new(2);
    private static readonly PersonId Author = new(10), Owner = new(12), Lead = new(13), Validator = new(21);

    private static readonly ImmutableArray<(string, Principal, Func<PatternFacts, PatternFacts>)> Everybody =
    [
        ("author", Known(Author) with { Teams = [Team] }, Same),
        ("member", Known(new(11)) with { Teams = [Team] }, Same),
        ("owner", Known(Owner) with { Teams = [Team] }, Same),
        ("lead", Known(Lead) with { Leads = [Team] }, Same),
        ("validator who leads no more", Known(Validator) with { Teams = [Team] }, Same),
        ("pattern lead", Known(new(15)) with { Roles = [Role.PatternLead] }, Same),
        ("integration lead", Known(new(16)) with { Roles = [Role.IntegrationLead] }, Same),
        ("error lead", Known(new(18)) with { Roles = [Role.ErrorLead] }, Same),
        ("administrator", Known(new(17)) with { Roles = [Role.Administrator] }, Same),
        ("named", Known(new(20)), pattern => pattern with { Access = pattern.Access with { IsNamed = true } }),
        ("other team", Known(new(22)) with { Teams = [OtherTeam], Leads = [OtherTeam] }, Same),
        ("guest", Known(new(23)) with { IsGuest = true, Teams = [Team] }, Same),
        ("stranger", Principal.Stranger, Same),
        ("bot", Principal.Bot, Same),
    ];

    private static readonly ImmutableArray<(string, Func<PatternFacts, PatternFacts>)> Variants =
    [
        ("restricted", pattern => pattern with { Access = pattern.Access with { IsRestricted = true } }),
        ("without a team", pattern => pattern with { Access = pattern.Access with { Team = null } }),
        ("kept by the lead", pattern => pattern with { Access = pattern.Access with { Author = Lead } }),
        ("of the pattern lead", pattern => pattern with { Access = pattern.Access with { Author = new(15) } }),
        ("whose owner has left", pattern => pattern with { IsOwnerless = true }),
        ("with an open flag", pattern => pattern with { HasOpenFlags = true }),
        ("in use in three teams", pattern => pattern with { Spread = new(3, false, false) }),
        ("in use in three teams, and better", pattern => pattern with { Spread = new(3, true, false) }),
        ("in use in three teams, and worse in one", pattern => pattern with { Spread = new(3, true, true) }),
        ("an attempt in three teams", pattern => pattern with { IsAttempt = true, Spread = new(3, true, false) }),
    ];

    [Fact]
    public void Each_step_is_for_those_whom_the_page_names() => CheckedPage.Compare(
        new WhoMay<PatternState, PatternStep, PatternFacts>(PatternLife.Machine, Everybody, Variants).Draw(_ => Ordinary), Page());

    [Fact]
    public void There_are_six_states_and_one_is_the_end() =>
        PatternLife.Machine.States.Where(PatternLife.Machine.IsFinal).Should().Equal(PatternState.Retired);

    [Fact]
    public void A_key_uses_and_flags_and_does_nothing_that_people_decide() =>
        Enum.GetValues<PatternStep>().Where(step => !PatternLife.IsForPeople(step)).Should()
            .BeEquivalentTo([PatternStep.Use, PatternStep.Flag]);

    private static readonly PatternFacts Ordinary = new(
        new(Team, Author, Owner, IsRestricted: false, IsNamed: false, IsWitness: false, TeamShares: false), Validator,
        PatternState.Replicated, IsAttempt: false, PatternSpread.None, HasOpenFlags: false, IsOwnerless: false);

    private static PatternFacts Same(PatternFacts pattern) => pattern;

    private static Principal Known(PersonId person) => Principal.Stranger with { Person = person, IsGuest = false };

    private static string Page([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "who-may.txt");
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Tests.Records;
using Xunit;

namespace Improvement.Bot.Tests.Actions;

/// <summary>Who may take which step of an action item, in every state and by every fact; drawn in <c>who-may.txt</c>.</summary>
public sealed class WhoMayWithActionsTests
{
    private static readonly TeamId Team = new(1), OtherTeam = new(2);
    private static readonly PersonId Author = new(10), Owner = new(12), Lead = new(13), Visitor = new(21);

    private static readonly ImmutableArray<(string, Principal, Func<ActionFacts, ActionFacts>)> Everybody =
    [
        ("author", Known(Author), Same),
        ("member", Known(new(11)) with { Teams = [Team] }, Same),
        ("owner", Known(Owner) with { Teams = [Team] }, Same),
        ("former owner", Known(new(14)) with { Teams = [Team] }, action => action with { HasOwned = true }),
        ("lead", Known(Lead) with { Leads = [Team] }, Same),
        ("lead who owned it", Known(new(15)) with { Leads = [Team] }, action => action with { HasOwned = true }),
        ("integration lead", Known(new(16)) with { Roles = [Role.IntegrationLead] }, Same),
        ("error lead", Known(new(18)) with { Roles = [Role.ErrorLead] }, Same),
        ("administrator", Known(new(17)) with { Roles = [Role.Administrator] }, Same),
        ("named", Known(new(20)), action => action with { Access = action.Access with { IsNamed = true } }),
        ("other team", Known(Visitor) with { Teams = [OtherTeam], Leads = [OtherTeam] }, Same),
        ("guest", Known(new(23)) with { IsGuest = true, Teams = [Team] }, Same),
        ("stranger", Principal.Stranger, Same),
        ("bot", Principal.Bot, Same),
    ];

    private static readonly ImmutableArray<(string, Func<ActionFacts, ActionFacts>)> Variants =
    [
        ("restricted", action => action with { Access = action.Access with { IsRestricted = true } }),
        ("without a team", action => action with { Access = action.Access with { Team = null } }),
        ("without an owner", action => action with { Access = action.Access with { Owner = null } }),
        ("owned by the lead", action => action with { Access = action.Access with { Owner = Lead } }),
        ("verified by somebody of another team", action => action with { Verifier = Visitor }),
        ("verified by its owner", action => action with { Verifier = Owner }),
        ("verified by nobody", action => action with { NeedsVerifier = false }),
        ("a condition", action => action with { IsMandatory = true }),
        ("a condition, owned by the lead", action => action with
        {
            IsMandatory = true, Access = action.Access with { Owner = Lead },
        }),
    ];

    [Fact]
    public void Each_step_is_for_those_whom_the_page_names() => CheckedPage.Compare(
        new WhoMay<ActionState, ActionStep, ActionFacts>(ActionLife.Machine, Everybody, Variants).Draw(_ => Ordinary), Page());

    [Fact]
    public void What_a_key_may_do_is_to_work_on_what_it_owns() =>
        Enum.GetValues<ActionStep>().Where(step => !ActionLife.IsForPeople(step)).Should()
            .BeEquivalentTo([ActionStep.Start, ActionStep.Finish, ActionStep.Block]);

    [Fact]
    public void The_due_date_counts_while_somebody_works_on_it() =>
        Enum.GetValues<ActionState>().Where(ActionLife.IsWorkedOn).Should()
            .BeEquivalentTo([ActionState.Open, ActionState.InProgress, ActionState.Blocked]);

    [Fact]
    public void What_ended_is_over_and_what_is_done_where_nobody_has_to_verify_it()
    {
        Enum.GetValues<ActionState>().Where(state => ActionLife.IsOver(state, needsVerifier: true)).Should()
            .BeEquivalentTo([ActionState.Verified, ActionState.Declined, ActionState.Cancelled]);
        Enum.GetValues<ActionState>().Where(state => ActionLife.IsOver(state, needsVerifier: false)).Should()
            .BeEquivalentTo([ActionState.Done, ActionState.Verified, ActionState.Declined, ActionState.Cancelled]);
    }

    private static readonly ActionFacts Ordinary = new(
        new(Team, Author, Owner, IsRestricted: false, IsNamed: false, IsWitness: false, TeamShares: false), HasOwned: false, Verifier: null,
        NeedsVerifier: true, IsMandatory: false);

    private static ActionFacts Same(ActionFacts action) => action;

    private static Principal Known(PersonId person) => Principal.Stranger with { Person = person, IsGuest = false };

    private static string Page([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "who-may.txt");
}

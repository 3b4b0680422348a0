using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FluentAssertions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Tests.Records;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>
/// Who may take which step of an error, in every state and by every fact that it depends on; drawn in <c>who-may.txt</c>.
/// </summary>
public sealed class WhoMayWithErrorsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TeamId Team = new(1), OtherTeam = new(2);
    private static readonly PersonId Author = new(10), Owner = new(12), Lead = new(13), Second = new(14);

    private static readonly ImmutableArray<(string, Principal, Func<ErrorFacts, ErrorFacts>)> Everybody =
    [
        ("author", Known(Author), Same),
        ("member", Known(new(11)) with { Teams = [Team] }, Same),
        ("owner", Known(Owner), Same),
        ("lead", Known(Lead) with { Leads = [Team] }, Same),
        ("second lead", Known(Second) with { Leads = [Team] }, Same),
        ("error lead", Known(new(15)) with { Roles = [Role.ErrorLead] }, Same),
        ("integration lead", Known(new(16)) with { Roles = [Role.IntegrationLead] }, Same),
        ("administrator", Known(new(17)) with { Roles = [Role.Administrator] }, Same),
        ("deputy", Known(new(18)).StandingInFor([new(Known(Lead) with { Leads = [Team] }, [Lead])]), Same),
        ("witness", Known(new(19)), error => error with { Access = error.Access with { IsWitness = true } }),
        ("named", Known(new(20)), error => error with { Access = error.Access with { IsNamed = true } }),
        ("other team", Known(new(21)) with { Teams = [OtherTeam], Leads = [OtherTeam] }, Same),
        ("feedback lead", Known(new(22)) with { Roles = [Role.FeedbackLead] }, Same),
        ("guest", Known(new(23)) with { IsGuest = true, Teams = [Team] }, Same),
        ("stranger", Principal.Stranger, Same),
        ("bot", Principal.Bot, Same),
    ];

    private static readonly ImmutableArray<(string, Func<ErrorFacts, ErrorFacts>)> Variants =
    [
        ("restricted", error => error with { Access = error.Access with { IsRestricted = true } }),
        ("not shared", error => error with { Access = error.Access with { TeamShares = false } }),
        ("without a team", error => error with { Access = error.Access with { Team = null, TeamShares = false } }),
        ("without an owner", error => error with { Access = error.Access with { Owner = null } }),
        ("owned by the lead", error => error with { Access = error.Access with { Owner = Lead } }),
        ("severity 2", error => error with { Severity = Severity.ReachedNoHarm }),
        ("severity 3", error => error with { Severity = Severity.MinorHarm }),
        ("severity 4", error => error with { Severity = Severity.MajorHarm }),
        ("severity 5", error => error with { Severity = Severity.Critical }),
        ("medium priority", error => error with { Priority = ActionPriority.Medium }),
        ("high priority", error => error with { Priority = ActionPriority.High }),
        ("ruled out by the lead", error => error with { RuledOutBy = Lead }),
        ("ruled out by the lead, objected to", error => error with { RuledOutBy = Lead, IsObjectedTo = true }),
        ("for 14 days", error => error with { Since = Now.AddDays(-14) }),
        ("for more than 14 days", error => error with { Since = Now.AddDays(-14).AddTicks(-1) }),
        ("since nobody knows when", error => error with { Since = null }),
        ("came from Accepted", error => error with { CameFrom = ErrorState.Accepted }),
        ("came from Contained", error => error with { CameFrom = ErrorState.Contained }),
        ("came from Analysing", error => error with { CameFrom = ErrorState.Analysing }),
        ("came from FixProposed", error => error with { CameFrom = ErrorState.FixProposed }),
        ("proposed by the lead", error => error with { Proposer = Lead }),
        ("changed by the lead", error => error with { Proposer = Owner, ChangedBy = Lead }),
        ("proposed by the author", error => error with { Proposer = Author }),
        ("needs two", error => error with { ApprovalsNeeded = 2 }),
        ("needs two, approved by the lead", error => error with { ApprovalsNeeded = 2, ApprovedBy = [Lead] }),
        ("approved by the lead", error => error with { ApprovedBy = [Lead] }),
        ("needs three, approved by the lead", error => error with { ApprovalsNeeded = 3, ApprovedBy = [Lead] }),
        ("standard", error => error with { IsStandard = true }),
        ("standard, proposed by the member", error => error with { IsStandard = true, Proposer = new(11) }),
        ("standard, restricted", error => error with { IsStandard = true, Access = error.Access with { IsRestricted = true } }),
        ("not approved", error => error with { IsUnapproved = true }),
        ("not approved, proposed by the lead", error => error with { IsUnapproved = true, Proposer = Lead }),
        ("not approved, approved by the lead", error => error with { IsUnapproved = true, ApprovedBy = [Lead] }),
        ("not approved, begun", error => error with { IsUnapproved = true, IsBegun = true }),
        ("approved by the lead, begun", error => error with { ApprovedBy = [Lead], IsBegun = true }),
        ("with causes", error => error with { Analysis = AnalysisState.Draft }),
        ("with causes that the lead called complete", error => error with { Analysis = AnalysisState.UnderReview, CausesBy = Lead }),
        ("with accepted causes", error => error with { Analysis = AnalysisState.Accepted, CausesBy = Owner }),
        ("with a verdict that it worked", error => error with { Verdict = Verdict.Worked }),
        ("with a verdict that it did not work", error => error with { Verdict = Verdict.DidNotWork }),
        ("with no verdict to tell", error => error with { Verdict = Verdict.CannotTell }),
        ("with a verdict that it worked, owned by the lead", error => error with
        {
            Verdict = Verdict.Worked, Access = error.Access with { Owner = Lead },
        }),
        ("reopened by itself from Resolved", error => error with { CameFrom = ErrorState.Resolved, RecurredAt = Now.AddDays(-1) }),
        ("reopened by itself from Verifying, more than a day ago", error => error with
        {
            CameFrom = ErrorState.Verifying, RecurredAt = Now.AddDays(-1).AddTicks(-1),
        }),
        ("over for more than half a year", error => error with { Since = Now.AddDays(-181) }),
        ("with an account of theirs", error => error with { HasAccount = true, HasAccounts = true }),
        ("with accounts of others", error => error with { HasAccounts = true }),
        ("approved by the lead, with evidence", error => error with { ApprovedBy = [Lead], IsBegun = true, HasEvidence = true }),
    ];

    [Fact]
    public void Each_step_is_for_those_whom_the_page_names() => CheckedPage.Compare(
        new WhoMay<ErrorState, ErrorAction, ErrorFacts>(ErrorLife.Machine, Everybody, Variants).Draw(Ordinary), Page());

    [Fact]
    public void What_a_key_may_do_is_what_a_reporter_says_and_what_is_proposed() =>
        Enum.GetValues<ErrorAction>().Where(action => !ErrorPermissions.IsForPeople(action)).Should().BeEquivalentTo(
            [
                ErrorAction.Report, ErrorAction.Search, ErrorAction.See, ErrorAction.Witness, ErrorAction.AddDetail, ErrorAction.Edit,
                ErrorAction.Withdraw, ErrorAction.AnswerInfo, ErrorAction.Object, ErrorAction.RetractAccount, ErrorAction.Reopen,
                ErrorAction.ProposeFix, ErrorAction.EditFix,
            ]);

    [Fact]
    public void A_decision_is_about_its_team_and_wants_those_who_are_still_missing()
    {
        var error = Ordinary(ErrorState.FixProposed) with { Proposer = Owner, ChangedBy = Author, ApprovalsNeeded = 3 };

        ErrorLife.DecisionOn(error).Should().BeEquivalentTo(new Decision(Team, Role.ErrorLead, [Owner, Author], 3));
        ErrorLife.DecisionOn(error with { ApprovedBy = [Lead] }).Should()
            .BeEquivalentTo(new Decision(Team, Role.ErrorLead, [Lead, Owner, Author], 2));
        ErrorLife.DecisionOn(error with { ApprovedBy = [Lead, Second, new(17)] }).Needed.Should().Be(1, "one is asked at least");
    }

    [Theory]
    [InlineData(Severity.ReachedNoHarm, ActionPriority.Medium, true)]
    [InlineData(Severity.ReachedNoHarm, ActionPriority.High, false)]
    [InlineData(Severity.MinorHarm, ActionPriority.Low, false)]
    internal void The_short_way_is_for_what_did_no_harm_and_is_not_urgent(Severity severity, ActionPriority priority, bool may) =>
        ErrorLife.CanGoTheShortWay(severity, priority).Should().Be(may);

    [Fact]
    public void A_refusal_names_who_may_and_tells_nothing_of_what_one_may_not_see()
    {
        foreach (var action in Enum.GetValues<ErrorAction>())
        {
            ErrorPermissions.WhyNot(action, AccessLevel.Nothing).Should()
                .Be(ErrorPermissions.WhyNot(ErrorAction.See, AccessLevel.Everything));
        }

        Enum.GetValues<ErrorAction>().GroupBy(action => ErrorPermissions.WhyNot(action, AccessLevel.Everything))
            .Select(same => string.Join(", ", same)).Should().BeEquivalentTo(
            [
                "Edit", "AddDetail", "Withdraw", "AnswerInfo, Object", "MarkDuplicate, Split", "Link, Unlink", "RetractAccount", "Reopen",
                "AddCause, SupportCause, ChangeCause, DescribeContext", "AcceptCauses", "Contain, Correct, SubmitCauses, UndoRecurrence",
                "ConfirmVerdict, CallFailed, CallUnclear",
                "ProposeFix, EditFix", "ApproveFix, Refer, RequestChanges, RejectFix", "TakeBack", "DoFirst", "See, Witness",
                string.Join(", ", Enum.GetValues<ErrorAction>().Where(action =>
                    ErrorPermissions.WhyNot(action, AccessLevel.Everything)
                    == ErrorPermissions.WhyNot(ErrorAction.Accept, AccessLevel.Everything))),
            ]);
    }

    private static ErrorFacts Ordinary(ErrorState state) => new(
        new(Team, Author, Owner, IsRestricted: false, IsNamed: false, IsWitness: false, TeamShares: true), state)
    {
        Severity = Severity.NearMiss, Since = Now.AddDays(-1), Now = Now,
    };

    private static ErrorFacts Same(ErrorFacts error) => error;

    private static Principal Known(PersonId person) => Principal.Stranger with { Person = person, IsGuest = false };

    private static string Page([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "who-may.txt");
}
